// How far a walk is, with the answers of the portal and of this phone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { countsOf, followingOf, hashOf, placeOf, progressOf } from "../../../../static/js/plans/assessments/progress.js";

const item = (code, layer, answer = null) => ({ code, layer, layer_title: `The ${layer}`, answer });
const given = (item_, answer, at) => ({ item: item_, answer, answered_at: at });
const ITEMS = [
  item("perimeter.01", "perimeter", given("perimeter.01", "yes", "2026-11-30T10:00:00+00:00")),
  item("perimeter.02", "perimeter"),
  item("building.01", "building"),
];

test("the latest answer counts, whoever gave it", () => {
  const here = [given("perimeter.01", "no", "2026-11-30T10:05:00.000Z"), given("perimeter.01", "partly", "2026-11-30T10:01:00.000Z")];
  assert.equal(countsOf(ITEMS[0], here).answer, "no");
  assert.equal(countsOf(ITEMS[0], [given("perimeter.01", "no", "2026-11-30T09:00:00.000Z")]).answer, "yes");
  assert.equal(countsOf(ITEMS[1], here), null);
});

test("layers and words are counted", () => {
  const progress = progressOf(ITEMS, [given("building.01", "no", "2026-11-30T10:05:00.000Z")]);
  assert.deepEqual([progress.total, progress.answered, progress.left], [3, 2, 1]);
  assert.deepEqual(progress.words, { yes: 1, no: 1 });
  assert.deepEqual(progress.layers, [
    { code: "perimeter", title: "The perimeter", total: 2, answered: 1, open: "perimeter.02" },
    { code: "building", title: "The building", total: 1, answered: 1, open: "building.01" },
  ]);
});

test("a walk goes on at the first item without an answer, or where it is told to", () => {
  assert.equal(placeOf(ITEMS, [], ""), 1);
  assert.equal(placeOf(ITEMS, [], "building.01"), 2);
  assert.equal(placeOf(ITEMS, [], "nothing.01"), 1);
  assert.equal(placeOf(ITEMS, [], "%E0%A4%A"), 1);
  assert.equal(placeOf([item("tür 1", "building")], [], hashOf("tür 1").slice(1)), 0);
  const all = ITEMS.map(({ code }) => given(code, "yes", "2026-11-30T10:05:00.000Z"));
  assert.equal(placeOf(ITEMS, all, ""), 0);
});

test("after an item comes the next without an answer, around the end, until there is none", () => {
  assert.equal(followingOf(ITEMS, [], 0), "perimeter.02");
  assert.equal(followingOf(ITEMS, [], 2), "perimeter.02");
  const here = [given("perimeter.02", "yes", "2026-11-30T10:05:00.000Z")];
  assert.equal(followingOf(ITEMS, here, 1), "building.01");
  assert.equal(followingOf(ITEMS, [...here, given("building.01", "yes", "2026-11-30T10:05:00.000Z")], 1), null);
});
