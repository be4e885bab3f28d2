// Drafts go up one after the other, and an error ends one of them, never the page's.

import assert from "node:assert/strict";
import { test } from "node:test";

import { oneAtATime } from "../../../../static/js/core/web/queue.js";

// A task that is let go by hand: runs[n].done(answer) or runs[n].fail(error).
function heldTask() {
  const runs = [];
  const task = () => new Promise((done, fail) => runs.push({ done, fail }));
  return { runs, task };
}
const turn = () => new Promise((done) => setImmediate(done));

test("runs follow each other, and who asks meanwhile shares the next", async () => {
  const { runs, task } = heldTask();
  const ask = oneAtATime(task);
  const first = ask();
  await turn();
  const [second, third] = [ask(), ask()];
  await turn();
  assert.equal(runs.length, 1);
  assert.equal(second, third);
  runs[0].done("first");
  await turn();
  assert.equal(runs.length, 2);
  runs[1].done("second");
  assert.deepEqual(await Promise.all([first, second, third]), ["first", "second", "second"]);
});

test("a rejected run tells who asked for it, and the next one runs", async () => {
  const { runs, task } = heldTask();
  const ask = oneAtATime(task);
  const first = ask();
  await turn();
  const second = ask();
  runs[0].fail(new Error("storage is blocked"));
  await assert.rejects(first, /storage is blocked/);
  await turn();
  runs[1].done("kept");
  assert.equal(await second, "kept");
  const third = ask();
  await turn();
  runs[2].done("kept again");
  assert.equal(await third, "kept again");
});

test("a task that throws before it waits for anything is no different", async () => {
  let calls = 0;
  const ask = oneAtATime(() => {
    if (++calls === 1) throw new TypeError("no such field");
    return calls;
  });
  await assert.rejects(ask(), TypeError);
  assert.equal(await ask(), 2);
  assert.equal(await ask(), 3);
});

test("what is typed while a run is under way is seen by the next", async () => {
  let text = "Stay";
  const sent = [];
  const ask = oneAtATime(async () => {
    sent.push(text);
    await turn();
  });
  const first = ask();
  await Promise.resolve();
  text = "Stay low";
  await Promise.all([first, ask()]);
  assert.deepEqual(sent, ["Stay", "Stay low"]);
});
