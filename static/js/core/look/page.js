// What every page gains from a script; nothing here is needed to use it.

import { dropPagesOfOthers } from "../web/kept-pages.js";
import { tellOpenings } from "../web/openings.js";
import { onKeys } from "./keys.js";

const OPEN = "details.switch[open]";

// Escape closes an open switcher and gives the focus back to what opened it; a click elsewhere closes it too.
export function closeSwitchers(page) {
  onKeys(page, {
    Escape(event) {
      const open = event.target.closest?.(OPEN);
      if (!open) return false;
      open.open = false;
      open.querySelector("summary").focus();
    },
  });
  page.addEventListener("click", (event) => {
    for (const open of page.querySelectorAll(OPEN)) if (!open.contains(event.target)) open.open = false;
  });
}

// A button that acts on what is ticked says on how many; without a script it says so without the number.
export function countTicked(form) {
  for (const button of form.querySelectorAll("button[data-counts]")) {
    button.dataset.none ??= button.textContent;
    const ticked = form.querySelectorAll(`input[name="${button.dataset.counts}"]:checked`).length;
    const words = { 0: button.dataset.none, 1: button.dataset.one }[ticked] ?? button.dataset.many;
    button.textContent = words.replace("COUNT", ticked);
  }
}

// A form is sent once, however often its button is pressed. The button stays enabled, so that its name and value
// are sent, and coming back with the browser's Back button finds the form usable again.
export function sendOnce(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
}

// What this device keeps to open without a signal is of one account; nobody else who signs in on it finds it. What was opened of
// it meanwhile is told.
export async function dropPages(page) {
  const account = page.querySelector(".me[data-account]")?.dataset.account;
  if (!account) return;
  await dropPagesOfOthers(account);
  await tellOpenings(account);
}

function begin(page) {
  closeSwitchers(page);
  // A browser that keeps nothing has nothing to drop.
  dropPages(page).catch(() => {});
  page.addEventListener("change", (event) => event.target.form && countTicked(event.target.form));
  page.addEventListener("submit", sendOnce);
  window.addEventListener("pageshow", () => {
    // Coming back with the browser's Back button, ticks are there again.
    [...page.forms].forEach(countTicked);
    for (const form of page.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
}

if (globalThis.document) begin(document);
