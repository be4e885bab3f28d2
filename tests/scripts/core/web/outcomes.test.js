// What a writer is told when words could not be kept: what happened, and what to do.

import assert from "node:assert/strict";
import { test } from "node:test";

import { lineFor, outcomeOf, saveGoesOn, whyNotSaved } from "../../../../static/js/core/web/outcomes.js";

const response = (status, answer = {}) => ({ status, ok: status < 300, type: "basic", json: async () => answer });
const page = (status) => ({ ...response(status), json: () => Promise.reject(new SyntaxError("<h1>")) });

const OUTCOMES = [
  ["kept", response(200), true],
  ["offline", null, false],
  ["offline", page(200), false],
  ["server", page(422), true],
  ["signed_out", { status: 0, ok: false, type: "opaqueredirect" }, false],
  ["other_account", response(409, { signed_in_as: "Nadia Strand" }), false],
  ["refused", response(403), false],
  ["too_long", response(413), true],
  ["not_taken", response(422, { error: "Make the section shorter." }), true],
  ["server", response(500), true],
  ["server", response(404), true],
];
for (const [kind, given, goesOn] of OUTCOMES) {
  test(`${given?.status ?? "no answer"} is ${kind}, the save ${goesOn ? "goes on" : "stays"}`, async () => {
    const outcome = await outcomeOf(given);
    assert.equal(outcome.kind, kind);
    assert.equal(saveGoesOn(outcome), goesOn);
    if (kind === "kept") return;
    assert.ok(lineFor({ answer: { signed_in_as: "Nadia Strand" }, ...outcome }));
    for (const [of, begins] of [["save", "Not saved: "], ["draft", "Your draft is not on the server: "], ["suggestion", "Not sent: "]]) {
      const { head, what } = whyNotSaved(outcome, { of, onDevice: true });
      assert.ok(head.startsWith(begins) && head.endsWith("."), head);
      assert.match(what, /^Your words are kept on this device\. [A-Z].+\.$/);
    }
  });
}

test("somebody else is signed in", async () => {
  const outcome = await outcomeOf(response(409, { signed_in_as: "Nadia Strand" }));
  assert.equal(lineFor(outcome), "Nadia Strand is signed in now.");
  assert.match(whyNotSaved(outcome, { of: "save", onDevice: true }).head, /Nadia Strand is signed in on this device now/);
});

test("a browser that keeps nothing is told of", async () => {
  const { what, link } = whyNotSaved({ kind: "signed_out" }, { of: "save", onDevice: false });
  assert.match(what, /copy your text before you leave/);
  assert.doesNotMatch(what, /kept on this device\./);
  assert.equal(link, "Sign in again");
});
