// What was not saved is kept while it is written, and gone once it says nothing new.

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { draftsOf, forgetOrphan, forgetPhoto } from "../../../../static/js/plans/assessments/drafts.js";
import { photoId } from "../../../../static/js/plans/assessments/sending.js";
import { storeOf } from "../../../../static/js/plans/assessments/store.js";
import { settle } from "../../page.js";
import { shelfInMemory } from "../../shelf.js";

const WALK = "7";
const NOTHING = { answer: "", note: "", severity: null, sureness: null, photos: [] };
const NO = { ...NOTHING, answer: "no", note: "Door 4" };

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

function begun() {
  const store = storeOf(shelfInMemory(), WALK);
  return { store, drafts: draftsOf({ store, walk: WALK }) };
}

test("the last of what was typed is kept, once", async () => {
  const { drafts } = begun();
  drafts.later("building.01", { ...NO, note: "Do" }, NOTHING);
  drafts.later("building.01", NO, NOTHING);
  assert.equal(await drafts.of("building.01"), undefined);
  mock.timers.tick(1000);
  await settle();
  assert.equal((await drafts.of("building.01")).note, "Door 4");
});

test("leaving the page keeps it at once", async () => {
  const { drafts } = begun();
  drafts.later("building.01", NO, NOTHING);
  await drafts.now();
  assert.equal((await drafts.of("building.01")).answer, "no");
});

test("what is empty, or says what the answer says already, is no draft", async () => {
  const { store, drafts } = begun();
  for (const [values, before] of [[NOTHING, NOTHING], [NO, { ...NO, id: "a", answered_at: "x" }]]) {
    drafts.later("building.01", NO, NOTHING);
    await drafts.now();
    drafts.later("building.01", values, before);
    await drafts.now();
    assert.deepEqual(await store.all("drafts"), []);
  }
});

test("what was saved is a draft no more, also if it was about to be kept", async () => {
  const { store, drafts } = begun();
  drafts.later("building.01", NO, NOTHING);
  await drafts.drop("building.01");
  mock.timers.tick(1000);
  await settle();
  assert.deepEqual(await store.all("drafts"), []);
});

test("a photo goes with the last that names it", async () => {
  const { store } = begun();
  const photo = { id: photoId(WALK, "p"), sha256: "p", bytes: new ArrayBuffer(1) };
  await store.put("photos", photo);
  await store.put("answers", { id: "a", photos: ["p"] });
  await forgetPhoto({ store, walk: WALK, sha256: "p" });
  assert.equal((await store.all("photos")).length, 1);
  await store.put("answers", { id: "a", photos: ["p"], sent: {} });
  await store.put("drafts", { id: "d", photos: ["p"] });
  await forgetPhoto({ store, walk: WALK, sha256: "p" });
  assert.equal((await store.all("photos")).length, 1);
  await store.remove("drafts", "d");
  await forgetPhoto({ store, walk: WALK, sha256: "p" });
  assert.equal((await store.all("photos")).length, 0);
});

test("a photo that nothing names goes after an hour", async () => {
  const { store } = begun();
  const at = "2026-11-30T10:00:00Z";
  const put = (sha256) => store.put("photos", { id: photoId(WALK, sha256), sha256, at, bytes: new ArrayBuffer(1) });
  await put("orphan");
  await put("named");
  await store.put("drafts", { id: "d", photos: ["named"] });
  const forget = async (minutes) => {
    for (const id of await store.ids("photos")) await forgetOrphan({ store, id, now: Date.parse(at) + minutes * 60 * 1000 });
    return store.ids("photos");
  };
  assert.deepEqual(await forget(59), [photoId(WALK, "orphan"), photoId(WALK, "named")]);
  assert.deepEqual(await forget(61), [photoId(WALK, "named")]);
});
