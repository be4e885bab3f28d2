// Words that a device kept are offered once, with the day on which they were typed.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { offerWords } from "../../../../static/js/core/web/kept-words.js";
import { element } from "../../page.js";

function page() {
  const parts = Object.fromEntries(["local", "local-when", "local-use", "local-drop"].map((id) => [id, element()]));
  globalThis.document = { getElementById: (id) => parts[id] };
  return parts;
}
afterEach(() => delete globalThis.document);
const press = (button) => button.dispatchEvent(new Event("click"));

test("the notice says when the words were typed, and is handed back for the page to show", () => {
  const parts = page();
  const at = new Date(2024, 4, 2, 9, 5).getTime();
  assert.equal(offerWords({ words: { at }, use() {}, drop() {} }), parts.local);
  assert.equal(parts["local-when"].textContent, "Typed May 2, 2024, 9:05 am.");
});

test("words are taken once, however often the button is pressed", () => {
  const parts = page();
  const done = [];
  offerWords({ words: { at: 0 }, use: () => done.push("use"), drop: () => done.push("drop") });
  press(parts["local-use"]);
  press(parts["local-use"]);
  assert.deepEqual(done, ["use"]);
});

test("words that are let go are not taken", () => {
  const parts = page();
  const done = [];
  offerWords({ words: { at: 0 }, use: () => done.push("use"), drop: () => done.push("drop") });
  press(parts["local-drop"]);
  assert.deepEqual(done, ["drop"]);
});
