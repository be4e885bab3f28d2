// What Word writes before the items of a list, and which list it means.

import assert from "node:assert/strict";
import { test } from "node:test";

import { markerOf, numberIn } from "../../../../static/js/plans/writing/markers.js";

const MARKERS = [
  ["1.", [true, 1, "", ""]],
  ["12)", [true, 12, "", ""]],
  ["(3)", [true, 3, "", ""]],
  ["2.3.", [true, 3, "", ""]],
  ["4", [true, 4, "", ""]],
  ["a.\u00a0\u00a0", [true, 1, "a", ""]],
  ["(c)", [true, 3, "a", ""]],
  ["B.", [true, 2, "A", ""]],
  ["i.", [true, 1, "i", ""]],
  ["iv)", [true, 4, "i", ""]],
  ["IX.", [true, 9, "I", ""]],
  ["·", [false, 1, "", ""]],
  ["o ", [false, 1, "", ""]],
  ["§", [false, 1, "", ""]],
  ["", [false, 1, "", ""]],
  ["Step 1:", [false, 1, "", "Step 1:"]],
];
for (const [text, [ordered, start, type, words]] of MARKERS) {
  test(`marker ${JSON.stringify(text)}`, () => assert.deepEqual(markerOf(text), { ordered, start, type, words }));
}

test("the number of an item in a list of its type", () => {
  assert.equal(numberIn("", "2."), 2);
  assert.equal(numberIn("a", "i."), 9);
  assert.equal(numberIn("i", "v."), 5);
  assert.equal(numberIn("A", "b."), null);
  assert.equal(numberIn("a", "2."), null);
});
