// Suggestions of the search box: an ARIA combobox with a listbox. Fetched by portal.js when the box is first opened.
(() => {
  "use strict";

  const menu = document.querySelector("details[data-search]");
  const form = menu.querySelector("form");
  const input = form.querySelector("input[name=q]");
  const listbox = menu.querySelector(".search-options");
  const status = menu.querySelector("[role=status]");
  let chosen = -1;
  let timer = 0;
  let request;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", "search-listbox");

  const options = () => [...listbox.querySelectorAll("[role=option]")];

  const choose = (index) => {
    const all = options();
    chosen = index;
    all.forEach((option, number) => option.setAttribute("aria-selected", String(number === index)));
    if (index < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", all[index].id);
      all[index].scrollIntoView({ block: "nearest" });
    }
  };

  const close = () => {
    window.clearTimeout(timer);
    request?.abort();
    listbox.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  };

  const suggest = async () => {
    request?.abort();
    request = new AbortController();
    const answer = await fetch(`${form.dataset.suggest}?${new URLSearchParams({ q: input.value })}`, {
      headers: { "X-Requested-With": "fetch" },
      signal: request.signal,
    });
    if (!answer.ok) return close();
    listbox.innerHTML = await answer.text();
    choose(-1);
    input.setAttribute("aria-expanded", String(options().length > 0));
    status.textContent = listbox.querySelector("[role=listbox]")?.dataset.status ?? "";
  };

  input.addEventListener("input", () => {
    window.clearTimeout(timer);
    if (input.value.trim().length < 2) return close();
    timer = window.setTimeout(() => suggest().catch(() => {}), 180);
  });

  input.addEventListener("keydown", (event) => {
    const count = options().length;
    if (event.key === "Escape" && count) {
      event.stopPropagation(); // the menu closes with the next one
      event.preventDefault(); // and the words stay
      close();
    } else if (event.key === "ArrowDown" && count) choose((chosen + 1) % count);
    else if (event.key === "ArrowUp" && count) choose(chosen < 1 ? count - 1 : chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) options()[chosen].click();
    else return;
    event.preventDefault();
  });

  menu.addEventListener("toggle", () => menu.open || close());
})();
