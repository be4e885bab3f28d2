// Times as the rest of the portal writes them.

import assert from "node:assert/strict";
import { test } from "node:test";

import { agoInWords, dayInWords, momentInWords } from "../../../../static/js/core/look/moments.js";

test("moments as the rest of the portal writes them", () => {
  const now = new Date(2026, 10, 30, 9, 0);
  assert.equal(momentInWords(new Date(2026, 10, 30, 1, 2, 55), now), "Mon, Nov 30, 1:02 am");
  assert.equal(momentInWords(new Date(2026, 10, 19, 22, 15), now), "Thu, Nov 19, 10:15 pm");
  assert.equal(momentInWords(new Date(2026, 0, 1, 12, 0), now), "Thu, Jan 1, 12:00 pm");
  assert.equal(momentInWords(new Date(2025, 11, 31, 0, 5), now), "Dec 31, 2025, 12:05 am");
});

test("words typed today or yesterday say so", () => {
  const now = new Date(2026, 10, 1, 9, 0);
  assert.equal(dayInWords(new Date(2026, 10, 1, 1, 2, 55), now), "today at 1:02 am");
  assert.equal(dayInWords(new Date(2026, 10, 1, 0, 0), now), "today at 12:00 am");
  assert.equal(dayInWords(new Date(2026, 9, 31, 23, 59, 59), now), "yesterday at 11:59 pm");
  assert.equal(dayInWords(new Date(2026, 9, 30, 23, 59), now), "Fri, Oct 30, 11:59 pm");
});

test("how long ago", () => {
  const words = [0, 1000, 2000, 59000, 60000, 125000].map((passed) => agoInWords(0, passed));
  assert.deepEqual(words, ["just now", "just now", "2 seconds ago", "59 seconds ago", "1 minute ago", "2 minutes ago"]);
});
