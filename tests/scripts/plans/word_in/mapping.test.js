// S in the row of a passage leaves for its place in the file; in the list of places it is a letter.

import assert from "node:assert/strict";
import { test } from "node:test";

import { passageKeys } from "../../../../static/js/plans/word_in/mapping.js";
import { element, event } from "../../page.js";

const ROW = { dataset: { passage: "/c/juniper/plans/word/4/passage/12/" } };

// What stands in the row of a passage, as far as a script asks.
const inRow = (...matching) => ({
  closest: (selectors) => (selectors.split(",").some((each) => ["tr[data-passage]", ...matching].includes(each.trim())) ? ROW : null),
});

function pressed(key, target) {
  const page = element();
  const left = [];
  passageKeys(page, (address) => left.push(address));
  const press = event("keydown", { key, target });
  page.dispatchEvent(press);
  return { left, isTaken: press.defaultPrevented };
}

test("S on a link of the row opens the passage", () => {
  assert.deepEqual(pressed("s", inRow("a")), { left: [ROW.dataset.passage], isTaken: true });
});

for (const control of ["select", "option", "input", "textarea"]) {
  test(`S in a ${control} of the row leaves nothing behind`, () => {
    assert.deepEqual(pressed("s", inRow(control)), { left: [], isTaken: false });
  });
}

test("S outside of every row, and other keys in one, are the browser's", () => {
  assert.deepEqual(pressed("s", { closest: () => null }), { left: [], isTaken: false });
  assert.deepEqual(pressed("a", inRow("a")), { left: [], isTaken: false });
});
