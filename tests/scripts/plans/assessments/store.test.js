// What the phone does not keep stays in the page's memory, is found there, and is put on the phone once there is room.

import assert from "node:assert/strict";
import { test } from "node:test";

import { storeOf } from "../../../../static/js/plans/assessments/store.js";
import { accountOf, nameOf } from "../../../../static/js/plans/assessments/shelf.js";
import { shelfInMemory } from "../../shelf.js";

test("records are kept by kind and by walk", async () => {
  const shelf = shelfInMemory();
  const [ours, other] = [storeOf(shelf, "7"), storeOf(shelf, "8")];
  assert.equal(await ours.put("answers", { id: "a", item: "building.01" }), true);
  await other.put("answers", { id: "b", item: "building.02" });
  await ours.put("drafts", { id: "7/building.01" });
  assert.deepEqual(await ours.all("answers"), [{ id: "a", item: "building.01", walk: "7" }]);
  assert.deepEqual((await ours.get("drafts", "7/building.01")).walk, "7");
  await ours.remove("answers", "a");
  assert.deepEqual(await ours.all("answers"), []);
  assert.equal(await ours.get("answers", "a"), undefined);
  assert.deepEqual(await ours.ids("drafts"), ["7/building.01"]);
});

test("a full phone loses nothing, and takes it when there is room again", async () => {
  const shelf = shelfInMemory();
  const store = storeOf(shelf, "7");
  shelf.refuses = "QuotaExceededError";
  assert.equal(await store.put("photos", { id: "7/p", bytes: new ArrayBuffer(3) }), false);
  assert.equal(await store.put("answers", { id: "a", photos: ["p"] }), false);
  assert.deepEqual(store.inMemory(), { answers: 1, photos: 1, drafts: 0, trouble: "full" });
  assert.deepEqual((await store.all("answers")).map(({ id }) => id), ["a"]);
  assert.equal((await store.get("photos", "7/p")).bytes.byteLength, 3);
  await store.settle();
  assert.equal(store.inMemory().answers, 1);
  await store.put("answers", { id: "sent", photos: [], sent: { key: "sent" } });
  assert.deepEqual(await store.ids("photos"), ["7/p"]);
  assert.deepEqual(store.inMemory(), { answers: 1, photos: 1, drafts: 0, trouble: "full" });

  shelf.refuses = null;
  await store.settle();
  assert.deepEqual(store.inMemory(), { answers: 0, photos: 0, drafts: 0, trouble: null });
  assert.deepEqual([...shelf.kept.answers.keys()], ["a", "sent"]);
});

test("a browser that keeps nothing at all is a memory", async () => {
  const refuse = async () => {
    throw new DOMException("blocked", "SecurityError");
  };
  const store = storeOf({ put: refuse, get: refuse, all: refuse, ids: refuse, remove: refuse }, "7");
  await store.put("answers", { id: "a" });
  assert.deepEqual((await store.all("answers")).map(({ id }) => id), ["a"]);
  assert.equal(await store.get("photos", "7/x"), undefined);
  assert.equal(store.inMemory().trouble, "blocked");
  await store.remove("answers", "a");
  assert.deepEqual(await store.all("answers"), []);
});

test("what changed in memory meanwhile is not overwritten by what was put before", async () => {
  const shelf = shelfInMemory();
  const store = storeOf(shelf, "7");
  const first = store.put("drafts", { id: "d", note: "first" });
  const second = store.put("drafts", { id: "d", note: "second" });
  assert.equal((await store.get("drafts", "d")).note, "second");
  await Promise.all([first, second]);
  assert.equal((await store.get("drafts", "d")).note, "second");
});

test("a database tells whose it is", () => {
  assert.equal(accountOf(nameOf("12")), "12");
  assert.equal(accountOf("something-else-12"), null);
});
