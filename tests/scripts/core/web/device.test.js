// Words kept on the device, also where the browser refuses to keep any.

import assert from "node:assert/strict";
import { test } from "node:test";

import { onDevice } from "../../../../static/js/core/web/device.js";

test("a device that keeps words", () => {
  const store = new Map();
  const storage = { setItem: (k, v) => store.set(k, v), getItem: (k) => store.get(k) ?? null, removeItem: (k) => store.delete(k) };
  const device = onDevice("words", () => storage);
  assert.equal(device.read(), null);
  assert.equal(device.keep({ html: "<p>x</p>" }), true);
  assert.deepEqual(device.read(), { html: "<p>x</p>" });
  store.set("words", "{ not JSON");
  assert.equal(device.read(), null);
  device.drop();
  assert.equal(store.size, 0);
});

test("a device that refuses is an answer, not an error", () => {
  const refuse = () => {
    throw new Error("SecurityError: access is denied");
  };
  for (const storage of [refuse, () => ({ setItem: refuse, getItem: refuse, removeItem: refuse })]) {
    const device = onDevice("words", storage);
    assert.deepEqual([device.keep({}), device.read(), device.drop()], [false, null, false]);
  }
});
