// What every page gains: a form goes once, a button counts, a switcher closes.

import assert from "node:assert/strict";
import { test } from "node:test";

import { closeSwitchers, countTicked, dropPages, sendOnce } from "../../../../static/js/core/look/page.js";
import { element, event } from "../../page.js";

function sent(form, more = {}) {
  const submit = event("submit", { target: form, ...more });
  sendOnce(submit);
  return !submit.defaultPrevented;
}

test("a form that posts is sent once", () => {
  const form = { method: "post", dataset: {} };
  assert.deepEqual([sent(form), sent(form), sent(form)], [true, false, false]);
});

test("a search may be sent as often as one likes", () => {
  const form = { method: "get", dataset: {} };
  assert.deepEqual([sent(form), sent(form)], [true, true]);
});

test("what another script has stopped counts as not sent", () => {
  const form = { method: "post", dataset: {} };
  sendOnce({ target: form, defaultPrevented: true });
  assert.deepEqual(form.dataset, {});
});

test("a button says on how many ticked rows it acts", () => {
  const button = { textContent: "Invite", dataset: { counts: "people", one: "Invite 1 person", many: "Invite COUNT people" } };
  const words = (ticked) => {
    const ticks = Array.from({ length: ticked });
    countTicked({ querySelectorAll: (selector) => (selector === "button[data-counts]" ? [button] : ticks) });
    return button.textContent;
  };
  assert.deepEqual([2, 1, 0, 12].map(words), ["Invite 2 people", "Invite 1 person", "Invite", "Invite 12 people"]);
});

// A page with one open switcher, whose summary counts how often it got the focus.
function switcherPage() {
  const summary = { focused: 0, focus() { this.focused++; } };
  const inside = { closest: () => open };
  const open = { open: true, contains: (target) => target === inside, querySelector: () => summary };
  const page = element({ parts: { "details.switch[open]": open } });
  closeSwitchers(page);
  return { page, open, inside, summary };
}

test("Escape closes a switcher and gives the focus back", () => {
  const { page, open, inside, summary } = switcherPage();
  page.dispatchEvent(event("keydown", { key: "Escape", target: inside }));
  assert.deepEqual([open.open, summary.focused], [false, 1]);
});

test("a click elsewhere closes it, one inside does not", () => {
  const { page, open, inside } = switcherPage();
  page.dispatchEvent(event("click", { target: inside }));
  assert.equal(open.open, true);
  page.dispatchEvent(event("click", { target: {} }));
  assert.equal(open.open, false);
});

test("signed in, the pages that this device keeps for others are dropped", async () => {
  const kept = new Set(["safety-portal-pages 5 /walk/", "safety-portal-pages 6 /walk/"]);
  globalThis.caches = { keys: async () => [...kept], has: async (name) => kept.has(name), delete: async (name) => kept.delete(name) };
  try {
    await dropPages(element({ parts: {} }));
    assert.equal(kept.size, 2);
    await dropPages(element({ parts: { ".me[data-account]": element({ dataset: { account: "5" } }) } }));
    assert.deepEqual([...kept], ["safety-portal-pages 5 /walk/"]);
  } finally {
    delete globalThis.caches;
  }
});
