// What goes over the line: an answer as the portal takes it, a photo under its hash, for the account whose page it is.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { fetching } from "../../../../static/js/plans/assessments/fetching.js";

const ABOUT = { account: "5", csrf_cookie: "__Host-csrf", answers_url: "/answers/", photos_url: "/photos/" };
const ANSWER = {
  id: "key-1", walk: "7", item: "building.01", answer: "no", note: "Door 4", severity: 3, sureness: "sure",
  answered_at: "2026-11-30T10:42:00.000Z", photos: ["p"], refused: "",
};
const browsersFetch = globalThis.fetch;
let asked = [];

beforeEach(() => {
  asked = [];
  globalThis.document = { cookie: "other=x; __Host-csrf=token%3D1; csrf=y" };
});
afterEach(() => {
  globalThis.fetch = browsersFetch;
  delete globalThis.document;
});

function answered(answer) {
  globalThis.fetch = async (address, options) => {
    asked.push([address, options]);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return fetching(ABOUT);
}
const taken = (said) => ({ status: 200, ok: true, json: async () => said });

test("an answer says what it is, and nothing of the phone", async () => {
  const outcome = await answered(taken({ key: "key-1" })).answer(ANSWER);
  const [address, { body, headers, redirect }] = asked[0];
  assert.deepEqual(outcome, { kind: "taken", said: { key: "key-1" } });
  assert.deepEqual(JSON.parse(body), {
    key: "key-1", item: "building.01", answer: "no", note: "Door 4", severity: 3, sureness: "sure",
    answered_at: "2026-11-30T10:42:00.000Z", photos: ["p"],
  });
  assert.deepEqual([address, redirect], ["/answers/", "manual"]);
  assert.deepEqual(headers, { "X-CSRFToken": "token=1", "X-Account": "5", "Content-Type": "application/json" });
});

test("a photo goes as a file under its hash", async () => {
  await answered(taken({ sha256: "p" })).photo({ sha256: "p", bytes: new Uint8Array([1, 2, 3]).buffer });
  const [address, { body, headers }] = asked[0];
  assert.deepEqual([address, body.get("sha256"), body.get("photo").name, body.get("photo").size], ["/photos/", "p", "p.jpg", 3]);
  assert.deepEqual(headers, { "X-CSRFToken": "token=1", "X-Account": "5" });
});

test("nothing that comes back is no signal", async () => {
  assert.deepEqual(await answered(new TypeError("Failed to fetch")).answer(ANSWER), { kind: "offline" });
});
