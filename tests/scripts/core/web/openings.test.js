// What was opened without a signal is told once, in the name of who opened it, and stays until the portal has it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { storeOf, tellOpenings, tokenIn, waitingOf } from "../../../../static/js/core/web/openings.js";

const SEND = "https://portal.example/responder/openings/";

// Stores of a browser by name, each of openings by key.
function cachesWith(stores) {
  const open = (name) => ({
    keys: async () => [...(stores.get(name) ?? [])].map((key) => ({ url: SEND + key })),
    match: async ({ url }) => ({ json: async () => ({ key: url.slice(SEND.length) }) }),
    delete: async ({ url }) => stores.get(name).delete(url.slice(SEND.length)),
  });
  return { has: async (name) => stores.has(name), open: async (name) => open(name), delete: async (name) => stores.delete(name) };
}
function answering(answer) {
  const asked = [];
  globalThis.document = { cookie: "csrftoken=abc" };
  globalThis.fetch = async (address, options) => (asked.push({ address: String(address), ...options }), answer);
  return asked;
}
const taking = (...taken) => ({ ok: true, json: async () => ({ taken }) });

test("it is told to where the worker said, for whom it is, and then forgotten", async () => {
  const stores = new Map([[storeOf("5"), new Set(["a", "b"])]]);
  const asked = answering(taking("a", "b"));
  assert.equal(await tellOpenings("5", cachesWith(stores)), 0);
  assert.equal(stores.size, 0);
  assert.equal(asked[0].address, SEND);
  assert.deepEqual(JSON.parse(asked[0].body), { openings: [{ key: "a" }, { key: "b" }] });
  assert.deepEqual([asked[0].headers["X-Account"], asked[0].headers["X-CSRFToken"]], ["5", "abc"]);
});

test("what the portal does not have yet waits", async () => {
  const stores = new Map([[storeOf("5"), new Set(["a", "b"])]]);
  answering(taking("b"));
  assert.equal(await tellOpenings("5", cachesWith(stores)), 1);
  assert.deepEqual([...stores.get(storeOf("5"))], ["a"]);
});

test("a refusal, such as being signed out, loses nothing", async () => {
  const stores = new Map([[storeOf("5"), new Set(["a"])]]);
  answering({ ok: false });
  assert.equal(await tellOpenings("5", cachesWith(stores)), 1);
  assert.equal(await waitingOf("5", cachesWith(stores)), 1);
});

test("nobody tells what another opened", async () => {
  const stores = new Map([[storeOf("6"), new Set(["a"])]]);
  const asked = answering(taking("a"));
  assert.equal(await tellOpenings("5", cachesWith(stores)), 0);
  assert.deepEqual([asked.length, await waitingOf("5", cachesWith(stores))], [0, 0]);
});

test("a browser that keeps nothing has nothing to tell", async () => {
  assert.deepEqual([await tellOpenings("5", undefined), await waitingOf("5", undefined)], [0, 0]);
});

test("the token is found by https and without", () => {
  assert.deepEqual(
    ["a=1; __Host-csrf=x%20y", "csrftoken=z; b=2", "xcsrftoken=n", ""].map(tokenIn),
    ["x y", "z", "", ""],
  );
});
