// One record at a time, photos before the answer that names them; nothing is forgotten before the portal said that it has it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { oneAtATime } from "../../../../static/js/core/web/queue.js";
import { keepSending, onlyHere, photoId, runOf, waitAfter } from "../../../../static/js/plans/assessments/sending.js";
import { storeOf } from "../../../../static/js/plans/assessments/store.js";
import { shelfInMemory } from "../../shelf.js";
import { settle } from "../../page.js";

const WALK = "7";
const answer = (id, more = {}) => ({ id, item: "building.01", answer: "no", photos: [], answered_at: `2026-11-30T10:0${id.length}:00Z`, ...more });
const photo = (sha256) => ({ id: photoId(WALK, sha256), sha256, bytes: new ArrayBuffer(4) });

// `refuse(kind, record)` may give an outcome other than taken.
async function phone({ answers = [], photos = [], refuse = () => null } = {}) {
  const store = storeOf(shelfInMemory(), WALK);
  for (const each of photos) await store.put("photos", photo(each));
  for (const each of answers) await store.put("answers", each);
  const sent = [];
  const now = { busy: 0, most: 0 };
  const taking = (kind, name, said) => async (record) => {
    now.most = Math.max(now.most, ++now.busy);
    await settle();
    now.busy--;
    sent.push(`${kind} ${record[name]}`);
    return refuse(kind, record) ?? { kind: "taken", said: said(record) };
  };
  const send = {
    photo: taking("photo", "sha256", ({ sha256 }) => ({ sha256 })),
    answer: taking("answer", "id", ({ id }) => ({ key: id, received_at: "2026-11-30T10:09:00Z", counts: true, answered_by: "Lee" })),
  };
  return { store, sent, now, run: runOf({ store, walk: WALK, send }) };
}

test("photos go before the answer that names them, one after the other, oldest answer first", async () => {
  const { store, sent, now, run } = await phone({ answers: [answer("bb", { photos: ["p", "q"] }), answer("a")], photos: ["p", "q"] });
  assert.equal((await run()).kind, "taken");
  assert.deepEqual(sent, ["answer a", "photo p", "photo q", "answer bb"]);
  assert.equal(now.most, 1);
  assert.deepEqual(await onlyHere(store), { answers: [], photos: 0 });
  assert.equal((await store.get("answers", "a")).sent.answered_by, "Lee");
  assert.equal((await run()).kind, "taken");
  assert.equal(sent.length, 4);
});

test("without a signal everything stays, and goes on where it stopped", async () => {
  let lost = true;
  const { store, sent, run } = await phone({
    answers: [answer("a", { photos: ["p", "q"] })],
    photos: ["p", "q"],
    refuse: (kind, record) => (lost && record.sha256 === "q" ? { kind: "offline" } : null),
  });
  assert.equal((await run()).kind, "offline");
  const here = await onlyHere(store);
  assert.deepEqual([here.answers.length, await store.ids("photos")], [1, [photoId(WALK, "q")]]);
  lost = false;
  assert.equal((await run()).kind, "taken");
  assert.deepEqual(sent, ["photo p", "photo q", "photo q", "answer a"]);
});

test("a photo that arrived as something else is kept and sent again", async () => {
  let damaged = true;
  const { store, run } = await phone({
    answers: [answer("a", { photos: ["p"] })],
    photos: ["p"],
    refuse: (kind) => (damaged && kind === "photo" ? { kind: "taken", said: { sha256: "other" } } : null),
  });
  assert.equal((await run()).kind, "busy");
  assert.equal((await onlyHere(store)).photos, 1);
  damaged = false;
  await run();
  assert.equal((await onlyHere(store)).photos, 0);
});

test("an answer is forgotten only by its own key", async () => {
  const { store, run } = await phone({
    answers: [answer("a")],
    refuse: () => ({ kind: "taken", said: { key: "b" } }),
  });
  assert.equal((await run()).kind, "busy");
  assert.equal((await onlyHere(store)).answers.length, 1);
});

test("what the portal does not take says why, stays here, and holds up nothing", async () => {
  const { store, sent, run } = await phone({
    answers: [answer("a"), answer("bb")],
    refuse: (kind, record) => (record.id === "a" ? { kind: "refused", sentence: "This walk was finished." } : null),
  });
  assert.equal((await run()).kind, "taken");
  assert.deepEqual(sent, ["answer a", "answer bb"]);
  const here = await onlyHere(store);
  assert.deepEqual(here.answers.map(({ id, refused }) => [id, refused]), [["a", "This walk was finished."]]);
  await run();
  assert.equal(sent.length, 2);
});

for (const kind of ["signed_out", "busy"]) {
  test(`${kind} ends the round, and keeps the rest`, async () => {
    const { store, sent, run } = await phone({ answers: [answer("a"), answer("bb")], refuse: () => ({ kind }) });
    assert.equal((await run()).kind, kind);
    assert.deepEqual([sent.length, (await onlyHere(store)).answers.length], [1, 2]);
  });
}

test("waiting grows, and ends somewhere", () => {
  const waits = [1, 2, 3, 20].map((failures) => waitAfter(failures, 0.5));
  assert.deepEqual(waits, [5000, 10000, 20000, 300000]);
  assert.deepEqual([waitAfter(1, 0), waitAfter(1, 1)], [4000, 6000]);
});

function withTimers(outcomes) {
  const [timers, heard] = [[], []];
  const sending = keepSending({
    run: async () => {
      const outcome = outcomes.shift();
      if (outcome instanceof Error) throw outcome;
      return { kind: outcome };
    },
    ask: oneAtATime,
    alone: (run) => run(),
    heard: ({ kind }) => heard.push(kind),
    timers: { setTimeout: (act, wait) => timers.push({ act, wait }), clearTimeout: () => {} },
  });
  return { sending, timers, heard };
}

test("after a failure it is tried again, later each time, until there is hope", async () => {
  const { sending, timers, heard } = withTimers(["offline", "busy", "offline", "taken"]);
  await sending.now();
  await timers.at(-1).act();
  assert.ok(timers[1].wait > timers[0].wait);
  await sending.hope();
  assert.ok(timers[2].wait <= 6000);
  await timers.at(-1).act();
  assert.deepEqual([heard, timers.length], [["offline", "busy", "offline", "taken"], 3]);
});

for (const kind of ["signed_out", "other_account"]) {
  test(`${kind}: nothing is tried again by itself`, async () => {
    const { sending, timers, heard } = withTimers([kind]);
    await sending.now();
    assert.deepEqual([heard, timers], [[kind], []]);
  });
}

test("an error of the page ends one round, and the next is tried", async () => {
  const { sending, timers, heard } = withTimers([new TypeError("blocked"), "taken"]);
  await assert.rejects(sending.now(), /blocked/);
  await timers.at(-1).act();
  assert.deepEqual(heard, ["busy", "taken"]);
});
