// Who answered an item: every answer is kept, the latest counts, and the item says so.

import assert from "node:assert/strict";
import { test } from "node:test";

import { linesOf } from "../../../../static/js/plans/assessments/given.js";

const NOW = new Date(2026, 10, 30, 11, 0);
const at = (hour, minute, day = 30) => new Date(2026, 10, day, hour, minute).toISOString();
const WORDS = { yes: "Yes", no: "No" };
const lines = (given, here) => linesOf({ item: { code: "building.01", given }, here, words: WORDS, name: "Ray", now: NOW });

test("one answer is said with who gave it, and where it is", () => {
  assert.deepEqual(lines([{ answer: "no", answered_at: at(10, 42), by: "Lee" }], []), ["Answered 10:42 am by Lee: No."]);
  const own = { item: "building.01", answer: "yes", answered_at: at(10, 43) };
  assert.deepEqual(lines([], [own]), ["Answered 10:43 am by Ray: Yes, only on this phone."]);
  assert.deepEqual(lines([], [{ ...own, sent: {} }]), ["Answered 10:43 am by Ray: Yes."]);
  assert.deepEqual(lines([], [{ ...own, refused: "Finished." }]), ["Answered 10:43 am by Ray: Yes, not taken."]);
  assert.deepEqual(lines([], [{ ...own, item: "building.02" }]), []);
});

test("of two the later counts, and both are there", () => {
  const own = { item: "building.01", answer: "yes", answered_at: at(10, 30) };
  assert.deepEqual(lines([{ answer: "no", answered_at: at(10, 42), by: "Lee" }], [own]), [
    "Answered 10:42 am by Lee: No. This counts, as the latest.",
    "Before that, 10:30 am by Ray: Yes, only on this phone. Kept.",
  ]);
});

test("where somebody else's later answer counts, which this phone has not seen yet, it says so", () => {
  const own = { item: "building.01", answer: "yes", answered_at: at(10, 30), sent: { counts: false } };
  assert.deepEqual(lines([], [own]), ["Answered 10:30 am by Ray: Yes. Kept; a later answer of somebody else counts."]);
});

test("another day is named", () => {
  assert.deepEqual(lines([{ answer: "no", answered_at: at(9, 5, 27), by: "Lee" }], []), ["Answered Fri, Nov 27, 9:05 am by Lee: No."]);
});
