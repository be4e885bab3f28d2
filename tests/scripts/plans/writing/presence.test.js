// A page that is open says so, and names who else is here; what it cannot know it does not change.

import assert from "node:assert/strict";
import { test } from "node:test";

import { presence } from "../../../../static/js/plans/writing/presence.js";
import { element } from "../../page.js";

function opened(answers) {
  const sent = [];
  const line = element({ dataset: { url: "/presence/", seen: "10:00", nobody: "Nobody else." } });
  const written = ["Tom Hesse is here."];
  Object.defineProperty(line, "textContent", { get: () => written.at(-1), set: (words) => written.push(words) });
  const send = async (address, { body }) => {
    sent.push([address, Object.fromEntries(body)]);
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return { ok: answer !== null, json: async () => answer };
  };
  const here = presence(line, { token: "t", send, beacon: (address, body) => sent.push([address, Object.fromEntries(body)]) });
  return { here, line, sent, writes: () => written.length - 1 };
}

test("who is here is written, and said aloud only when it is new", async () => {
  const same = { seen: "10:01", said: "Tom Hesse is here." };
  const { here, line, writes } = opened([same, { seen: "10:02", said: "" }, { seen: "10:03", said: "" }]);
  await here.stillHere();
  assert.deepEqual([line.textContent, writes(), line.dataset.seen], ["Tom Hesse is here.", 0, "10:01"]);
  await here.stillHere();
  await here.stillHere();
  assert.deepEqual([line.textContent, writes(), line.dataset.seen], ["Nobody else.", 1, "10:03"]);
});

test("without a network, or refused, the line stays as it was", async () => {
  const { here, line } = opened([new TypeError("Failed to fetch"), null]);
  await here.stillHere();
  await here.stillHere();
  assert.deepEqual([line.textContent, line.dataset.seen], ["Tom Hesse is here.", "10:00"]);
});

test("a page that is left says when it was last heard of", async () => {
  const { here, sent } = opened([{ seen: "10:05", said: "" }]);
  await here.stillHere();
  here.leave();
  assert.deepEqual(sent, [
    ["/presence/", { csrfmiddlewaretoken: "t" }],
    ["/presence/", { csrfmiddlewaretoken: "t", left: "10:05" }],
  ]);
});
