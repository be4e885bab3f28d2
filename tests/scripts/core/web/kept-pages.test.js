// A page that is kept to open without a signal is its account's alone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { cacheOf, dropPagesOfOthers } from "../../../../static/js/core/web/kept-pages.js";

function cachesWith(names) {
  const kept = new Set(names);
  return { kept, keys: async () => [...kept], delete: async (name) => kept.delete(name) };
}
const [OURS, THEIRS, LONGER] = [cacheOf("5", "/walk/"), cacheOf("6", "/walk/"), cacheOf("55", "/walk/")];

test("pages of other accounts go, and nothing that is not ours", async () => {
  const caches = cachesWith([OURS, THEIRS, LONGER, "of somebody else"]);
  await dropPagesOfOthers("5", caches);
  assert.deepEqual([...caches.kept], [OURS, "of somebody else"]);
});

test("signed out all go", async () => {
  const caches = cachesWith([OURS, THEIRS, "of somebody else"]);
  await dropPagesOfOthers(null, caches);
  assert.deepEqual([...caches.kept], ["of somebody else"]);
});

test("a browser without such a store has nothing to drop", async () => {
  await dropPagesOfOthers("5", undefined);
});
