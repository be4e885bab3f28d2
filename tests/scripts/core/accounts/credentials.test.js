// What a passkey is asked and answers, between JSON and bytes.

import assert from "node:assert/strict";
import { test } from "node:test";

import { readable, written } from "../../../../static/js/core/accounts/credentials.js";

// "+/" and "-_" are the same bytes in base64 and in that of addresses; what has no padding is read too.
const BYTES = Uint8Array.from([251, 255, 254, 0]);

test("a question has bytes where the browser wants bytes", () => {
  const question = { challenge: "-__-AA", rpId: "portal.example", user: { id: "AQ", name: "ann" }, allowCredentials: [{ id: "AgM", type: "public-key" }] };
  assert.deepEqual(readable(question), {
    challenge: BYTES,
    rpId: "portal.example",
    user: { id: Uint8Array.of(1), name: "ann" },
    allowCredentials: [{ id: Uint8Array.of(2, 3), type: "public-key" }],
  });
});

test("a question without names asks for none", () => {
  assert.deepEqual(readable({ challenge: "AQ" }), { challenge: Uint8Array.of(1) });
  assert.deepEqual(readable({ challenge: "AQ", excludeCredentials: [] }).excludeCredentials, []);
});

test("an answer is JSON of what the passkey gave, and of nothing else", () => {
  const response = { clientDataJSON: BYTES.buffer, signature: Uint8Array.of(1).buffer, userHandle: null, getTransports: () => ["usb"] };
  assert.deepEqual(JSON.parse(written({ id: "key", rawId: BYTES.buffer, type: "public-key", response })), {
    id: "key",
    rawId: "-__-AA",
    type: "public-key",
    response: { clientDataJSON: "-__-AA", signature: "AQ" },
    clientExtensionResults: {},
  });
});
