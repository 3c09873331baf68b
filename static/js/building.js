// The draft of a questionnaire: moves by buttons and by dragging without loading the page. Both post to the address of the buttons.
(() => {
  "use strict";

  const status = document.querySelector("[data-move-status]");
  const definition = () => document.getElementById("definition");
  let dragged = null;

  /** Posts the move, shows the new order, says it aloud, and keeps the focus on what was moved. */
  const move = async (form, values, focusId) => {
    const body = new FormData(form);
    Object.entries(values).forEach(([name, value]) => body.set(name, value));
    try {
      const response = await fetch(form.action, { method: "POST", body });
      if (!response.ok) throw new Error(String(response.status));
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const changed = page.getElementById("definition");
      if (!changed) throw new Error("another page");
      definition().replaceWith(changed);
      prepare();
      const target = document.getElementById(focusId);
      (target?.disabled ? target.closest("[tabindex]") : target)?.focus();
      status.textContent = [...page.querySelectorAll(".messages p")].map((line) => line.textContent.trim()).join(" ");
    } catch {
      status.textContent = definition().dataset.failed;
      window.location.reload();
    }
  };

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-move]");
    if (!form || !event.submitter) return;
    event.preventDefault();
    move(form, { [event.submitter.name]: event.submitter.value }, event.submitter.id);
  });

  // --- Dragging: questions within and between sections -------------------------------------------
  const prepare = () => {
    definition().querySelectorAll("[data-question]").forEach((row) => (row.draggable = true));
  };
  const clearMarks = () => {
    document.querySelectorAll(".drop-before, .drop-after").forEach((row) => row.classList.remove("drop-before", "drop-after"));
  };

  /** Where a drop at this event goes: the list of a section, and the index among its other questions. */
  const dropPlace = (event) => {
    const section = event.target.closest?.("[data-section]");
    if (!dragged || !section) return null;
    const others = [...section.querySelectorAll("[data-question]")].filter((row) => row !== dragged);
    const index = others.findIndex((row) => {
      const box = row.getBoundingClientRect();
      return event.clientY < box.top + box.height / 2;
    });
    return { section: section.dataset.section, index: index < 0 ? others.length : index, others };
  };

  document.addEventListener("dragstart", (event) => {
    const row = event.target.closest?.("[data-builder] [data-question]");
    if (!row) return;
    dragged = row;
    row.classList.add("is-dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", row.dataset.question);
  });
  document.addEventListener("dragover", (event) => {
    const place = dropPlace(event);
    if (!place) return;
    event.preventDefault();
    clearMarks();
    const { others, index } = place;
    if (index < others.length) others[index].classList.add("drop-before");
    else others.at(-1)?.classList.add("drop-after");
  });
  document.addEventListener("drop", (event) => {
    const place = dropPlace(event);
    if (!place) return;
    event.preventDefault();
    const row = dragged;
    move(row.querySelector("form[data-move]"), { place: `${place.section}:${place.index}` }, row.id);
  });
  document.addEventListener("dragend", () => {
    clearMarks();
    dragged?.classList.remove("is-dragged");
    dragged = null;
  });

  prepare();
})();
