// Words that were chosen with the mouse, whole.

import assert from "node:assert/strict";
import { test } from "node:test";

import { wholeWords } from "../../../../static/js/plans/comments/chosen-words.js";

const CHOICES = [
  ["whole words stay", "out of sight", "All are ", " in two minutes.", "out of sight", 0, 0],
  ["half words at both ends", "ut of sig", "All are o", "ht in two", "out of sight", 1, 2],
  ["inside one word", "arsho", "out of e", "t and view", "earshot", 1, 1],
  ["a space at either end is no word", " of ", "out", "sight", "of", 0, 0],
  ["full stops are no word", "minutes", "two ", ".", "minutes", 0, 0],
  ["an apostrophe is within a word", "teacher", "each ", "’s room", "teacher’s", 0, 2],
  ["a hyphen is within a word", "down", "a lock-", " of", "lock-down", 5, 0],
  ["a quotation mark is not", "lock", "say '", "' now", "lock", 0, 0],
  ["letters of every language", "cole", "la é", "s", "écoles", 1, 1],
  ["combining marks", "cole", "e\u0301", "", "e\u0301cole", 2, 0],
  ["two paragraphs: the first counts, to its end", "ors\nNext par", "Lock the do", "agraph", "doors", 2, 0],
  ["a first line of nothing", "\nNext par", "Lock the do", "agraph", "Next paragraph", 0, 6],
  ["cells of a table", "ock\tTeach", "L", "er", "Lock", 1, 0],
];
for (const [name, selected, before, after, quote, front, back] of CHOICES) {
  test(name, () => assert.deepEqual(wholeWords(selected, before, after), { quote, front, back }));
}
test("nothing is said", () => assert.equal(wholeWords(" \n\t", "a", "b"), null));
