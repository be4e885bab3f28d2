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

// A button that acts on what is ticked says on how many; without a script it says so without the number.
function count(form) {
  for (const button of form.querySelectorAll("button[data-counts]")) {
    button.dataset.none ??= button.textContent;
    const ticked = form.querySelectorAll(`input[name="${button.dataset.counts}"]:checked`).length;
    const words = { 0: button.dataset.none, 1: button.dataset.one }[ticked] ?? button.dataset.many;
    button.textContent = words.replace("COUNT", ticked);
  }
}
document.addEventListener("change", (event) => event.target.form && count(event.target.form));
// Coming back with the browser's Back button, ticks are there again.
window.addEventListener("pageshow", () => [...document.forms].forEach(count));

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
