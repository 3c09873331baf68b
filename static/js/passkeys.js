// Passkeys: allauth's script talks to the device. Here a form waits for it, and what went wrong is said beside the button.
(() => {
  const troubles = () => [...document.querySelectorAll("#passkey-trouble [data-trouble]")];
  const say = (name) => {
    const known = troubles().some((line) => line.dataset.trouble === name);
    troubles().forEach((line) => (line.hidden = name === null || line.dataset.trouble !== (known ? name : "")));
  };

  // Enter in a field asks the device, too; the form goes when there is an answer (form.submit() sends no event).
  document.addEventListener("submit", (event) => {
    if (event.submitter?.name === "switch_language") return;
    const credential = event.target.querySelector("input[name=credential]");
    if (!credential || !["", "null"].includes(credential.value)) return;  // null: Django's way to write nothing
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!event.submitter?.matches("[data-passkey]")) document.querySelector("[data-passkey]").click();
  }, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-passkey]")) say(null);
  }, true);
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    say(event.detail.exception?.name ?? "");
  });
})();
