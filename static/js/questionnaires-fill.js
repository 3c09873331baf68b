// Filling in a questionnaire: saves while somebody types, keeps in the browser what is not saved, rows and files without a
// reload. The server judges and merges; the page works without this script (its Save button does all of it).
(() => {
  "use strict";

  const form = document.querySelector("form[data-fill]");
  if (!form || !window.fetch) return;
  const said = form.dataset;
  const PREFIX = "q-";
  const WAIT_MS = 1000; // after the last key
  const KEPT_MS = 30 * 24 * 3600 * 1000; // text that nobody came back for
  const RETRY_MS = [2000, 5000, 10000, 20000, 30000];
  const storageKey = `answers:${said.user}:${said.response}:${said.section}`;
  const versionField = form.querySelector('input[name="version"]');
  const stateLine = form.querySelector("[data-state]");

  // --- Parts: what is saved and merged by itself: a question (`name`), the rows of a table (`costs`), a row (`costs.<id>`) ----
  const partOf = (control) => {
    const row = control.closest?.("[data-row]");
    const table = control.closest?.("[data-rows]")?.dataset.rows;
    if (row && table) return `${table}.${row.dataset.row}`;
    return control.name?.startsWith(PREFIX) ? control.name.slice(PREFIX.length) : "";
  };
  const tableOf = (key) => form.querySelector(`[data-rows="${CSS.escape(key)}"]`);
  const rowOf = (key, id) => tableOf(key)?.querySelector(`tr[data-row="${CSS.escape(id)}"]`);
  const placeOf = (part) => {
    const [key, id] = part.split(".");
    return id ? rowOf(key, id) : form.querySelector(`[data-block="${CSS.escape(key)}"]`);
  };
  const controlsOf = (part) => {
    const [key, id] = part.split(".");
    const place = placeOf(part);
    if (!place) return [];
    const all = [...place.querySelectorAll("input[name], select[name], textarea[name]")];
    const start = PREFIX + key;
    return all.filter((c) => c.type !== "file" && (id ? c.name.startsWith(`${start}-`) : c.name === start));
  };
  /** Name and value of each control of the part, as the browser sends them. */
  const entriesOf = (part) =>
    controlsOf(part)
      .filter((c) => (c.type !== "checkbox" && c.type !== "radio") || c.checked)
      .map((c) => [c.name, c.value]);
  const CONFLICT = ".edit-conflict:not(.edit-conflict-merged)";
  /** Whether the page shows a conflict of this part: then only the Save button sends it. */
  const isContested = (part) => {
    const [key, id] = part.split(".");
    if (id) return Boolean(rowOf(key, id)?.querySelector(CONFLICT));
    const notes = [PREFIX + key, `${PREFIX + key}-conflict`].map((name) => `[data-notes="${CSS.escape(name)}"] > ${CONFLICT}`);
    return form.querySelector(notes.join(", ")) !== null;
  };

  // --- What is not saved yet -------------------------------------------------------------------------
  const dirty = new Set();
  let versions = [versionField.value];
  let typedOn = []; // tokens of an older page, for what was filled in again
  let restoredParts = [];
  let inFlight = null;
  let failures = 0;
  let timer = 0;
  let isSubmitted = false; // the Save button sent it
  let isOver = false; // the response does not change any more

  const store = () => {
    try {
      if (!dirty.size) {
        localStorage.removeItem(storageKey);
        return;
      }
      const parts = {};
      dirty.forEach((part) => (parts[part] = entriesOf(part)));
      const tokens = typedOn.length ? typedOn : versions;
      localStorage.setItem(storageKey, JSON.stringify({ parts, versions: tokens, at: Date.now(), isSubmitted }));
    } catch {
      // A full or closed storage: the page itself still holds the text.
    }
  };

  const setState = (text, link = "") => {
    if (stateLine.textContent === text && !link) return;
    stateLine.replaceChildren(text);
    if (link) {
      const anchor = document.createElement("a");
      anchor.href = said.signInUrl;
      anchor.target = "_blank";
      anchor.textContent = link;
      stateLine.append(" ", anchor);
    }
  };

  const schedule = (delay) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(save, delay);
  };
  const touch = (part, delay = WAIT_MS) => {
    if (!part || isOver) return;
    dirty.add(part);
    store();
    if (!inFlight && !failures) schedule(delay);
  };

  // --- Saving ----------------------------------------------------------------------------------------
  const cookie = (name) => document.cookie.split("; ").find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
  const token = () => cookie("portal_csrf") || form.querySelector("[name=csrfmiddlewaretoken]").value;

  /** The request for all that is not saved and not contested; the same one is sent again after a failure. */
  const makeRequest = () => {
    const parts = [...dirty].filter((part) => !isContested(part));
    if (!parts.length) return null;
    const body = new URLSearchParams();
    versions.forEach((version) => body.append("version", version));
    const old = parts.filter((part) => restoredParts.includes(part));
    if (old.length) typedOn.forEach((version) => body.append("typed_on", version));
    const sent = new Map();
    const tables = new Set();
    parts.forEach((part) => {
      const [key, id] = part.split(".");
      body.append("changed", part);
      sent.set(part, JSON.stringify(entriesOf(part)));
      if (id || tableOf(key)) tables.add(key);
      if (id || !tableOf(key)) entriesOf(part).forEach(([name, value]) => body.append(name, value));
    });
    tables.forEach((key) => {
      if (!parts.includes(key)) body.append("changed", key);
      tableOf(key)?.querySelectorAll(`input[name="${CSS.escape(PREFIX + key)}"]`).forEach((c) => body.append(c.name, c.value));
    });
    body.append("shown", [...form.querySelectorAll("[data-block]")].map((block) => block.dataset.block).join(","));
    return { body, sent };
  };

  async function save() {
    window.clearTimeout(timer);
    if (inFlight && !inFlight.failed) return;
    inFlight = inFlight ?? makeRequest();
    if (!inFlight) return;
    inFlight.failed = false;
    if (!failures) setState(said.saving);
    const request = inFlight;
    let answer;
    try {
      answer = await fetch(window.location.pathname, {
        method: "POST",
        body: request.body,
        redirect: "manual",
        headers: { "X-Autosave": said.user, "X-CSRFToken": token() },
        keepalive: request.body.toString().length < 60000,
      });
    } catch {
      return retry(request, said.offline);
    }
    if (answer.status === 401 || answer.type === "opaqueredirect") return retry(request, said.ended, said.signIn);
    if (answer.status === 403 && failures < 3) return retry(request, said.offline);
    if (answer.status >= 500) return retry(request, said.offline);
    if (!answer.ok) {
      isOver = true;
      inFlight = null;
      setState(said.refused);
      return undefined;
    }
    failures = 0;
    inFlight = null;
    take(await answer.json(), request);
    if ([...dirty].some((part) => !isContested(part) && request.sent.get(part) !== JSON.stringify(entriesOf(part)))) schedule(WAIT_MS);
    return undefined;
  }

  const retry = (request, words, link = "") => {
    request.failed = true;
    setState(words, link);
    schedule(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]);
    failures += 1;
  };

  // --- What the server answered ---------------------------------------------------------------------
  const parse = (html) => {
    const place = document.createElement("template");
    place.innerHTML = html;
    return place.content.firstElementChild;
  };
  const isWrong = (place) => place.querySelector(".field-errors") !== null;

  const take = (answer, request) => {
    versions = [answer.token];
    const refused = new Set();
    for (const [key, html] of Object.entries(answer.blocks)) showBlock(key, parse(html), request);
    for (const [key, html] of Object.entries(answer.notes)) syncNotes(key, parse(html), request, refused);
    for (const [part, before] of request.sent) {
      const [key] = part.split(".");
      if (refused.has(part) || refused.has(key) || isContested(part)) continue;
      restoredParts = restoredParts.filter((one) => one !== part);
      if (before === JSON.stringify(entriesOf(part))) dirty.delete(part);
    }
    if (!restoredParts.length) typedOn = [];
    showAsked(answer.asked);
    store();
    const progress = document.querySelector("[data-progress]");
    if (progress && !progress.contains(document.activeElement)) progress.innerHTML = answer.progress;
    setState(answer.problem || answer.saved);
  };

  /** Errors, conflicts, products and totals of what was sent; controls keep what is being typed. */
  const syncNotes = (key, fresh, request, refused) => {
    const block = form.querySelector(`[data-block="${CSS.escape(key)}"]`);
    if (!block || !fresh) return;
    block.querySelectorAll("[data-notes]").forEach((place) => {
      const twin = fresh.querySelector(`[data-notes="${CSS.escape(place.dataset.notes)}"]`);
      if (twin && twin.innerHTML !== place.innerHTML) place.innerHTML = twin.innerHTML;
    });
    fresh.querySelectorAll("input[id], select[id], textarea[id]").forEach((twin) => {
      const control = document.getElementById(twin.id);
      if (!control || !block.contains(control)) return;
      ["aria-invalid", "aria-describedby"].forEach((name) =>
        twin.hasAttribute(name) ? control.setAttribute(name, twin.getAttribute(name)) : control.removeAttribute(name),
      );
      control.classList.toggle("is-invalid", twin.classList.contains("is-invalid"));
    });
    const own = block.querySelector(":scope > .field");
    own?.classList.toggle("field-wrong", isWrong(own));
    block.querySelectorAll("[data-row]").forEach((row) => {
      if (isWrong(row)) refused.add(`${key}.${row.dataset.row}`);
      const twin = fresh.querySelector(`[data-row="${CSS.escape(row.dataset.row)}"]`);
      if (twin?.dataset.token && isContested(`${key}.${row.dataset.row}`)) versions.push(twin.dataset.token);
    });
    if (own ? isWrong(own) : block.querySelector(`[data-notes="${CSS.escape(PREFIX + key)}"] .field-errors`)) refused.add(key);
    if (fresh.dataset.token && isContested(key)) versions.push(fresh.dataset.token);
  };

  /** A question that is asked now, or that somebody else changed: put into the page, without what is being typed in it. */
  const showBlock = (key, fresh, request) => {
    const block = form.querySelector(`[data-block="${CSS.escape(key)}"]`);
    if (!fresh) return;
    const mine = [...dirty].filter((part) => part.split(".")[0] === key && request.sent.get(part) !== JSON.stringify(entriesOf(part)));
    if (block && (block.contains(document.activeElement) || mine.length)) return; // later, when nobody types in it
    const adopted = fresh.dataset.token ? [fresh.dataset.token] : [];
    fresh.querySelectorAll("[data-row][data-token]").forEach((row) => adopted.push(row.dataset.token));
    if (block) block.replaceWith(fresh);
    else form.querySelector("[data-blocks]").append(fresh);
    versions.push(...adopted);
    prepare(fresh);
  };

  /** The questions in the order in which they are asked; what is not asked any more leaves the page. */
  const showAsked = (asked) => {
    const place = form.querySelector("[data-blocks]");
    const blocks = new Map([...place.querySelectorAll("[data-block]")].map((block) => [block.dataset.block, block]));
    for (const [key, block] of blocks) {
      const isUnsent = [...dirty].some((part) => part.split(".")[0] === key);
      if (!asked.includes(key) && !isUnsent && !block.contains(document.activeElement)) block.remove();
    }
    let before = null;
    asked.forEach((key) => {
      const block = place.querySelector(`[data-block="${CSS.escape(key)}"]`);
      if (!block) return;
      const wanted = before ? before.nextElementSibling : place.firstElementChild;
      if (wanted !== block && !block.contains(document.activeElement)) before ? before.after(block) : place.prepend(block);
      before = block;
    });
  };

  // --- Rows of tables ---------------------------------------------------------------------------------
  const patterns = new Map(); // an empty row of each table
  const newId = () => [...crypto.getRandomValues(new Uint8Array(5))].map((n) => n.toString(16).padStart(2, "0")).join("");

  const emptied = (row) => {
    const copy = row.cloneNode(true);
    copy.querySelectorAll("input:not([type=hidden]), textarea").forEach((c) => {
      c.value = "";
      c.removeAttribute("value");
    });
    copy.querySelectorAll("textarea").forEach((c) => (c.textContent = ""));
    copy.querySelectorAll("option").forEach((o) => o.removeAttribute("selected"));
    copy.querySelectorAll("[data-notes]").forEach((place) => place.replaceChildren());
    copy.querySelectorAll(".is-invalid").forEach((c) => c.classList.remove("is-invalid"));
    copy.querySelectorAll("[aria-invalid], [aria-describedby]").forEach((c) => {
      c.removeAttribute("aria-invalid");
      c.removeAttribute("aria-describedby");
    });
    delete copy.dataset.token;
    return copy;
  };
  const rowWith = (pattern, id) => {
    const row = pattern.cloneNode(true);
    const old = row.dataset.row;
    const holder = document.createElement("tbody");
    holder.append(row);
    holder.innerHTML = holder.innerHTML.split(old).join(id);
    return holder.firstElementChild;
  };
  const addRow = (table, id = newId()) => {
    const body = table.querySelector("tbody");
    const pattern = patterns.get(table.dataset.rows);
    if (!pattern || body.rows.length >= Number(table.dataset.maxRows)) return null;
    const row = rowWith(pattern, id);
    body.append(row);
    return row;
  };
  const firstControl = (row) => row?.querySelector("select, textarea, input:not([type=hidden])");

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const table = button?.closest("[data-rows]");
    if (!table || isOver) return;
    const row = button.closest("[data-row]");
    const key = table.dataset.rows;
    if (button.name === "add_row") {
      const added = addRow(table);
      if (!added) return;
      event.preventDefault();
      firstControl(added)?.focus();
      return;
    }
    if (!row || !["row_up", "row_down", "row_remove"].includes(button.name)) return;
    event.preventDefault();
    const [up, down] = [row.previousElementSibling, row.nextElementSibling];
    if (button.name === "row_up" && up) up.before(row);
    if (button.name === "row_down" && down) down.after(row);
    if (button.name === "row_remove") {
      dirty.delete(`${key}.${row.dataset.row}`);
      row.remove();
      const next = down ?? up ?? addRow(table);
      (next?.querySelector('[name="row_remove"]') ?? table.querySelector("[data-add-row]"))?.focus();
    } else button.focus();
    touch(key, 0);
  });

  // --- Files ------------------------------------------------------------------------------------------
  const sendFile = (box, file) =>
    new Promise((resolve) => {
      const line = document.createElement("p");
      line.className = "upload-line";
      line.setAttribute("role", "status");
      const bar = document.createElement("progress");
      bar.max = 100;
      bar.value = 0;
      bar.setAttribute("aria-label", `${said.uploading}: ${file.name}`);
      const words = document.createElement("span");
      words.textContent = `${said.uploading}: ${file.name}`;
      line.append(bar, words);
      box.querySelector("[data-drop]").append(line);
      const body = new FormData();
      body.append("files", file);
      const request = new XMLHttpRequest();
      request.open("POST", box.dataset.url);
      request.setRequestHeader("X-CSRFToken", token());
      request.setRequestHeader("X-Autosave", said.user);
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) bar.value = Math.floor((100 * event.loaded) / event.total);
      });
      request.addEventListener("loadend", () => {
        line.remove();
        const isOurs = request.status === 200 || request.status === 422;
        resolve(isOurs ? request.responseText : null);
      });
      request.send(body);
    });

  const notesOfFiles = (box) => box.querySelector(`[data-notes="${CSS.escape(PREFIX + box.dataset.files)}"]`);
  const sendFiles = async (box, files) => {
    const refused = [];
    for (const file of files) {
      const html = await sendFile(box, file);
      const notes = notesOfFiles(box);
      if (html !== null) {
        notes.innerHTML = html;
        refused.push(...notes.querySelectorAll(".field-errors > li"));
      } else setState(`${file.name}: ${said.uploadFailed}`);
    }
    const notes = notesOfFiles(box);
    notes.querySelector(".field-errors")?.remove();
    if (refused.length) {
      const list = document.createElement("ul");
      list.className = "field-errors";
      list.append(...refused);
      const alert = document.createElement("div");
      alert.setAttribute("role", "alert");
      alert.append(list);
      notes.prepend(alert);
    }
  };

  form.addEventListener("change", (event) => {
    const box = event.target.closest("[data-files]");
    if (!box || event.target.type !== "file" || isOver) return;
    const files = [...event.target.files];
    event.target.value = "";
    sendFiles(box, files);
  });
  form.addEventListener("click", async (event) => {
    const button = event.target.closest('button[name="remove_file"]');
    if (!button || isOver) return;
    event.preventDefault();
    const box = button.closest("[data-files]");
    const answer = await fetch(button.dataset.url, {
      method: "POST",
      redirect: "manual",
      headers: { "X-CSRFToken": token(), "X-Autosave": said.user },
    }).catch(() => null);
    if (answer?.ok) {
      notesOfFiles(box).innerHTML = await answer.text();
      box.querySelector("input[type=file]").focus();
    } else setState(said.offline);
  });
  form.addEventListener("dragover", (event) => {
    const place = event.target.closest("[data-drop]");
    if (!place || ![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    place.classList.add("file-drop-over");
  });
  form.addEventListener("dragleave", (event) => event.target.closest("[data-drop]")?.classList.remove("file-drop-over"));
  form.addEventListener("drop", (event) => {
    const place = event.target.closest("[data-drop]");
    if (!place || !event.dataTransfer.files.length) return;
    event.preventDefault();
    place.classList.remove("file-drop-over");
    sendFiles(place.closest("[data-files]"), [...event.dataTransfer.files]);
  });

  // --- Typing -----------------------------------------------------------------------------------------
  form.addEventListener("input", (event) => {
    if (event.target.type !== "file") touch(partOf(event.target), event.isComposing ? 2 * WAIT_MS : WAIT_MS);
  });
  form.addEventListener("change", (event) => {
    if (event.target.type !== "file" && event.target.name !== "theirs") touch(partOf(event.target), 100);
  });
  form.addEventListener("focusout", () => {
    if (dirty.size && !inFlight && !failures) schedule(0);
  });
  window.addEventListener("online", () => failures && schedule(0));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && failures) schedule(0);
    if (document.visibilityState === "hidden" && dirty.size && !inFlight && !failures) save();
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty.size) event.preventDefault();
  });
  // The Save button sends everything, with the tokens of all that the page shows now.
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "switch_language") return;
    window.clearTimeout(timer);
    form.querySelectorAll("[data-script]").forEach((old) => old.remove());
    const add = (name, value) => {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value });
      field.dataset.script = "";
      form.append(field);
    };
    versionField.value = versions[0];
    versions.slice(1).forEach((version) => add("version", version));
    if (restoredParts.length) {
      typedOn.forEach((version) => add("typed_on", version));
      restoredParts.forEach((part) => add("changed", part));
    }
    const csrf = form.querySelector("[name=csrfmiddlewaretoken]");
    csrf.value = token();
    isSubmitted = true;
    store();
    dirty.clear(); // what it does not save is still stored, and offered when the page is opened again
  });

  // --- What a closed tab or an ended session left ------------------------------------------------------
  const fill = (part, entries) => {
    const [key, id] = part.split(".");
    if (id && !rowOf(key, id)) {
      const table = tableOf(key);
      if (!table || !addRow(table, id)) return false;
    }
    const controls = controlsOf(part);
    if (!controls.length) return false;
    controls.forEach((control) => {
      const values = entries.filter(([name]) => name === control.name).map(([, value]) => value);
      if (control.type === "checkbox" || control.type === "radio") control.checked = values.includes(control.value);
      else if (values.length) control.value = values[0];
    });
    return true;
  };
  const readStored = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key) ?? "null");
    } catch {
      return null;
    }
  };
  const restore = () => {
    const kept = readStored(storageKey);
    if (!kept?.parts) return;
    const before = new Map(Object.keys(kept.parts).map((part) => [part, JSON.stringify(entriesOf(part))]));
    const parts = Object.entries(kept.parts).filter(([part, entries]) => {
      const isRows = !part.includes(".") && tableOf(part);
      return !isRows && JSON.stringify(entries) !== before.get(part) && fill(part, entries);
    });
    if (!parts.length) {
      localStorage.removeItem(storageKey);
      return;
    }
    restoredParts = parts.map(([part]) => part);
    typedOn = kept.versions;
    restoredParts.forEach((part) => dirty.add(part));
    schedule(0);
    if (kept.isSubmitted) return; // most likely saved; what is sent again changes nothing then
    const note = document.createElement("p");
    note.className = "notice notice-info";
    note.setAttribute("role", "status");
    note.textContent = said.back;
    form.prepend(note);
  };
  // The page comes out of the browser's memory, for example after its Save button met no network.
  window.addEventListener("pageshow", (event) => {
    const kept = event.persisted ? readStored(storageKey) : null;
    if (!kept?.parts) return;
    Object.keys(kept.parts).forEach((part) => dirty.add(part));
    schedule(0);
  });
  const forgetOld = () => {
    try {
      Object.keys(localStorage)
        .filter((key) => key.startsWith("answers:") && Date.now() - (readStored(key)?.at ?? 0) > KEPT_MS)
        .forEach((key) => localStorage.removeItem(key));
    } catch {
      // No storage in this browser.
    }
  };

  const prepare = (place) => {
    place.querySelectorAll("[data-rows]").forEach((table) => {
      const last = table.querySelector("tbody > tr:last-child");
      if (last) patterns.set(table.dataset.rows, emptied(last));
    });
    place.querySelectorAll("[data-drop-hint]").forEach((hint) => (hint.hidden = false));
    place.querySelectorAll('button[name="attach"]').forEach((button) => (button.hidden = true));
  };
  prepare(form);
  forgetOld();
  restore();
})();
