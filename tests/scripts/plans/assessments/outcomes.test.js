// What an answer of the portal, or of something before it, means for what was sent.

import assert from "node:assert/strict";
import { test } from "node:test";

import { outcomeOf } from "../../../../static/js/plans/assessments/outcomes.js";

const response = (status, said) => ({ status, ok: status < 300, json: async () => said ?? Promise.reject(new SyntaxError("HTML")) });
const OUTCOMES = [
  [null, { kind: "offline" }],
  [response(200, { key: "a" }), { kind: "taken", said: { key: "a" } }],
  // A guest network that answers everything with a page of its own.
  [response(200), { kind: "offline" }],
  [response(401, { sign_in: "/accounts/login/?next=/walk/" }), { kind: "signed_out", address: "/accounts/login/?next=/walk/" }],
  [response(401, { sign_in: "/x/", other_account: true }), { kind: "other_account" }],
  [response(401), { kind: "signed_out", address: "" }],
  [{ type: "opaqueredirect", status: 0 }, { kind: "signed_out", address: "" }],
  [response(409, { sentence: "This walk was finished." }), { kind: "refused", sentence: "This walk was finished." }],
  [response(422, { sentence: "No such item." }), { kind: "refused", sentence: "No such item." }],
  [response(404, { sentence: "There is no such walk." }), { kind: "refused", sentence: "There is no such walk." }],
  [response(413), { kind: "refused", sentence: "It is larger than the portal takes." }],
  // A photo that did not arrive whole is sent again.
  [response(422, { sentence: "Send it again.", again: true }), { kind: "busy" }],
  // Without a sentence nobody refused it for good, such as a form token that is too old.
  [response(403), { kind: "busy" }],
  [response(429, { sentence: "x" }), { kind: "busy" }],
  [response(503), { kind: "busy" }],
];
for (const [given, outcome] of OUTCOMES) {
  test(`${given?.status ?? "nothing"} is ${outcome.kind}`, async () => assert.deepEqual(await outcomeOf(given), outcome));
}
