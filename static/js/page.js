// What every page gains from a script; nothing here is needed to use it.

import { onKeys } from "./keys.js";

// Escape closes an open switcher and gives the focus back to what opened it.
onKeys(document, {
  Escape(event) {
    const open = event.target.closest?.("details.switch[open]");
    if (!open) return false;
    open.open = false;
    open.querySelector("summary").focus();
  },
});

// A click elsewhere closes it too.
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.switch[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

// A form is sent once, however often its button is pressed. The button stays enabled, so that its name and value
// are sent, and coming back with the browser's Back button finds the form usable again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
