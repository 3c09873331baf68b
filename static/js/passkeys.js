// Passkeys: allauth's script talks to the device. Here a form waits for it, and errors are shown beside the button.
(() => {
  const errorLines = () => [...document.querySelectorAll("#passkey-errors [data-passkey-error]")];
  const showError = (name) => {
    const known = errorLines().some((line) => line.dataset.passkeyError === name);
    errorLines().forEach((line) => (line.hidden = name === null || line.dataset.passkeyError !== (known ? name : "")));
  };

  // Enter in a field asks the device, too; the form is sent when the device has answered (form.submit() sends no event).
  document.addEventListener("submit", (event) => {
    if (event.submitter?.name === "switch_language") return;
    const credential = event.target.querySelector("input[name=credential]");
    if (!credential || !["", "null"].includes(credential.value)) return;  // null: Django's way to write nothing
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!event.submitter?.matches("[data-passkey]")) document.querySelector("[data-passkey]").click();
  }, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-passkey]")) showError(null);
  }, true);
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    showError(event.detail.exception?.name ?? "");
  });
})();
