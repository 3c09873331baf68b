// The portal's own script. Every page works without it; it only makes them more convenient.
(() => {
  "use strict";

  const script = document.currentScript;
  const loaded = {};

  /** Loads one of our own scripts once; resolves when it has run. */
  const load = (address) =>
    (loaded[address] ??= new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = address;
      element.onload = resolve;
      element.onerror = reject;
      document.head.append(element);
    }));

  // --- htmx: only on pages that use it, and not before the reader's first interaction ---------------
  // Input that comes before htmx is ready is dispatched again: a filter that is changed at once narrows the list.
  let earlyInput = null;
  const rememberInput = (event) => (earlyInput = event.target);
  const loadHtmx = () => {
    if (loadHtmx.isStarted) return;
    loadHtmx.isStarted = true;
    // htmx starts at DOMContentLoaded, which a script added by another one misses, or when the page is complete.
    const complete = new Promise((resolve) => {
      if (document.readyState === "complete") resolve();
      else window.addEventListener("load", resolve, { once: true });
    });
    complete
      .then(() => load(script.dataset.htmx))
      .then(() => earlyInput?.dispatchEvent(new Event("input", { bubbles: true })))
      .catch(() => {})
      .finally(() => document.removeEventListener("input", rememberInput));
  };
  if (document.querySelector("[hx-get], [hx-post], [hx-boost]")) {
    document.addEventListener("input", rememberInput);
    if (document.querySelector('[hx-trigger*="load"], [hx-trigger*="revealed"], [hx-trigger*="every"]')) loadHtmx();
    ["pointerover", "focusin", "touchstart", "input"].forEach((name) =>
      document.addEventListener(name, loadHtmx, { once: true, passive: true }),
    );
  }

  // --- Menus: one open at a time, closed by Escape and by a click elsewhere -----------------------
  const openMenus = () => document.querySelectorAll("details[data-menu][open]");
  document.addEventListener("click", (event) => {
    openMenus().forEach((menu) => menu.contains(event.target) || menu.removeAttribute("open"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    openMenus().forEach((menu) => {
      menu.removeAttribute("open");
      menu.querySelector("summary").focus();
    });
  });

  // --- Filters behind one button on a phone: it says how many are set; where style alone cannot open it, we do -----
  const showFilterCount = (fold) => {
    const fields = [...fold.querySelectorAll(".filters-field")];
    const hasValue = (control) => (control.type === "checkbox" || control.type === "radio" ? control.checked && control.value : control.value);
    const set = fields.filter((field) => [...field.querySelectorAll("input, select, textarea")].some(hasValue)).length;
    fold.querySelector("[data-filters-set]").textContent = set ? ` (${set})` : "";
  };
  document.addEventListener("input", (event) => {
    const fold = event.target.closest("[data-filters-fold]");
    if (fold) showFilterCount(fold);
  });
  if (!CSS.supports("selector(details::details-content)") && window.matchMedia("(min-width: 48rem)").matches) {
    document.querySelectorAll("[data-filters-fold]").forEach((fold) => (fold.open = true));
  }

  // --- The search box: Ctrl+K opens it, and its suggestions are fetched then -----------------------
  const box = document.querySelector("details[data-search]");
  if (box) {
    document.documentElement.classList.add("has-keys");
    box.addEventListener("toggle", () => {
      if (!box.open) return;
      box.querySelector("input").focus();
      load(script.dataset.search).catch(() => {});
    });
    document.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      box.open = true;
      box.querySelector("input").select();
    });
  }

  // --- Forms --------------------------------------------------------------------------------------
  // One press sends once; the server refuses repeats anyway. Going back in the history enables the form again.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const question = event.submitter?.dataset.confirm ?? form.dataset.confirm;
    if (question && !window.confirm(question)) {
      event.preventDefault();
      return;
    }
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    event.submitter?.setAttribute("aria-busy", "true");
    // A download or a second window does not leave this page.
    window.setTimeout(() => enableForm(form), 6000);
  });
  const enableForm = (form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  };
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach(enableForm);
  });

  // Words typed and not sent: ask before they are lost (forms marked data-guard).
  let hasUnsentInput = document.querySelector("form[data-guard][data-restored]") !== null;
  // The language switch is a button of the form that sends nothing: the text goes with it.
  document.addEventListener("submit", (event) => {
    if (event.submitter?.name !== "switch_language") return;
    event.stopImmediatePropagation();
    hasUnsentInput = false;
  }, true);
  document.addEventListener("input", (event) => {
    if (event.target.closest("form[data-guard]")) hasUnsentInput = true;
    showLength(event.target);
  });
  document.addEventListener("submit", () => (hasUnsentInput = false));
  window.addEventListener("beforeunload", (event) => {
    if (hasUnsentInput) event.preventDefault();
  });

  // The length of a text with a limit: nothing is cut off, and a screen reader hears the length once typing stops.
  const number = (n) => n.toLocaleString("vi");
  const showLength = (field) => {
    if (!field.matches?.("[data-most]")) return;
    const [length, most] = [[...field.value].length, Number(field.dataset.most)];
    let note = field.nextElementSibling;
    if (!note?.classList.contains("letters-left")) {
      if (!field.matches("textarea") && length < most * 0.8) return;
      note = document.createElement("p");
      note.className = "letters-left";
      note.append(document.createElement("span"), document.createElement("span"));
      note.firstChild.setAttribute("aria-hidden", "true");
      note.lastChild.className = "visually-hidden";
      note.lastChild.setAttribute("aria-live", "polite");
      field.after(note);
    }
    const over = length > most ? `: ${number(length - most)} ${script.dataset.tooMany}` : "";
    const words = `${number(length)} / ${number(most)}${over}`;
    note.classList.toggle("letters-over", over !== "");
    note.firstChild.textContent = words;
    window.clearTimeout(note.waiting);
    note.waiting = window.setTimeout(() => (note.lastChild.textContent = length < most * 0.9 ? "" : words), 1000);
  };
  const showExceededLengths = () =>
    document.querySelectorAll("[data-most]").forEach((field) => [...field.value].length > field.dataset.most && showLength(field));
  showExceededLengths();
  document.addEventListener("htmx:afterSettle", showExceededLengths);

  // The summary of errors takes the focus, so that a screen reader starts there.
  document.querySelector("[data-error-summary]")?.focus();

  // --- htmx: a failed or refused fragment falls back to the full page -----------------------------
  document.addEventListener("htmx:beforeSwap", (event) => {
    const status = event.detail.xhr.status;
    if (status === 422 || status === 409 || event.detail.boosted) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.requestConfig.verb === "get") {
      window.location.assign(event.detail.pathInfo.finalRequestPath);
    }
  });
  document.addEventListener("htmx:sendError", (event) => {
    event.detail.elt.closest(".main-column")?.querySelector(".messages")?.replaceChildren(
      document.getElementById("offline-notice")?.content.cloneNode(true) ?? "",
    );
  });

  // --- Papers shown in a frame of the page: the link of the one that is shown is marked -----------------
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[target="shown-file"]');
    if (!link) return;
    document.querySelectorAll('a[target="shown-file"]').forEach((other) => other.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "true");
  });

  // --- Uploads: how much is sent (forms with data-upload, sent by htmx) -----------------------------
  document.addEventListener("htmx:xhr:progress", (event) => {
    const form = event.target.closest("form[data-upload]");
    const { lengthComputable, loaded, total } = event.detail;
    if (!form || !lengthComputable || form.dataset.uploaded) return;
    let line = form.querySelector(".upload-line");
    if (!line) {
      line = document.createElement("p");
      line.className = "upload-line";
      line.setAttribute("role", "status");
      line.append(document.createElement("progress"), document.createElement("span"));
      form.append(line);
    }
    const percent = Math.floor((100 * loaded) / total);
    const [bar, words] = line.children;
    bar.max = 100;
    bar.value = percent;
    bar.setAttribute("aria-label", form.dataset.upload);
    words.textContent = percent < 100 ? `${form.dataset.upload}: ${percent} %` : form.dataset.uploadDone;
    if (percent === 100) form.dataset.uploaded = "1";
  });

  // A fragment that is replaced while it has the focus gives the focus back: to the same control of the new one, else to its start.
  let focusBefore = null;
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const active = document.activeElement;
    if (!detail.target?.contains?.(active)) return;
    focusBefore = { id: detail.target.id, control: active.rel ? `a[rel="${active.rel}"]` : active.name ? `[name="${CSS.escape(active.name)}"]` : "" };
  });
  document.addEventListener("htmx:afterSettle", () => {
    const place = focusBefore && document.getElementById(focusBefore.id);
    const control = place && focusBefore.control && place.querySelector(focusBefore.control);
    focusBefore = null;
    if (!place || document.activeElement !== document.body) return;
    if (!control) place.tabIndex = -1;
    (control || place).focus({ preventScroll: true });
  });

  // A page that came by a boosted form is read from its errors or its beginning, as a fresh page is.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (!event.detail.boosted) return;
    (document.querySelector("[data-error-summary]") ?? document.getElementById("content"))?.focus();
  });

  // --- Lists: rows that are selected, and what a screen reader hears and where it stands after a swap ----
  const boxes = (form) => [...form.elements].filter((box) => box.name === "pk");
  const showSelectionCount = (form) => {
    const chosen = boxes(form).filter((box) => box.checked).length;
    const notes = (form.closest("details") ?? form).querySelectorAll("[data-selected]");
    notes.forEach((note) => (note.textContent = chosen ? `${chosen} ${note.dataset.selected}` : ""));
    const all = form.querySelector("[data-select-all] input");
    all.checked = chosen > 0 && chosen === boxes(form).length;
    all.indeterminate = chosen > 0 && !all.checked;
  };
  const showSelectAll = () => document.querySelectorAll("[data-select-all][hidden]").forEach((label) => (label.hidden = false));
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (!form?.querySelector("[data-select-all]")) return;
    if (event.target.closest("[data-select-all]")) boxes(form).forEach((box) => (box.checked = event.target.checked));
    showSelectionCount(form);
  });
  showSelectAll();
  // A screen reader announces a live region only if it existed before its text: the swapped one is new each time.
  const liveRegion = document.createElement("p");
  liveRegion.className = "visually-hidden";
  liveRegion.setAttribute("aria-live", "polite");
  if (document.querySelector("[data-announce], [data-job]")) document.body.append(liveRegion);
  // A running job is fetched every second; only changes are announced.
  document.addEventListener("htmx:afterSettle", (event) => {
    const words = event.target.closest?.("[data-job]")?.dataset.job;
    if (words && words !== liveRegion.textContent) liveRegion.textContent = words;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const place = event.target.closest?.(".listing") ?? event.target.querySelector?.(".listing");
    if (!place) return;
    showSelectAll();
    liveRegion.textContent = place.querySelector("[data-announce]")?.textContent ?? "";
    if (document.activeElement === document.body) place.querySelector("[data-list-head]")?.focus({ preventScroll: true });
  });

  // --- Charts: the server's drawing becomes interactive when the reader points at it or tabs to it -----
  const reducesMotion = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const makeInteractive = async (stage) => {
    const data = document.getElementById(stage.dataset.chart);
    // Of the drawings for a screen and for a phone, the one that is shown.
    const image = [...stage.querySelectorAll("img, svg")].find((drawing) => drawing.getClientRects().length);
    if (!data || !image || navigator.connection?.saveData) return;
    await Promise.all([load(script.dataset.echarts), load(script.dataset.formatters)]);
    const place = document.createElement("div");
    place.className = "plot-live";
    place.setAttribute("aria-hidden", "true");
    place.style.height = `${image.getBoundingClientRect().height}px`;
    image.after(place);
    const chart = window.echarts.init(place, null, { renderer: "svg" });
    const { wide, narrow } = JSON.parse(data.textContent);
    const option = window.portalCharts.revive(image.closest(".on-phone") ? { ...wide, ...narrow } : wide);
    const textStyle = { ...option.textStyle, fontFamily: getComputedStyle(document.body).fontFamily };
    chart.setOption({ ...option, textStyle, animation: !reducesMotion });
    image.classList.add("visually-hidden");
    new ResizeObserver(() => place.clientWidth && chart.resize()).observe(place);
  };
  const activateChart = (event) => {
    const stage = event.target.closest?.("[data-chart]");
    if (!stage || stage.dataset.live) return;
    stage.dataset.live = "1";
    makeInteractive(stage).catch(() => {});
  };
  ["pointerover", "focusin"].forEach((name) => document.addEventListener(name, activateChart, { passive: true }));
})();
