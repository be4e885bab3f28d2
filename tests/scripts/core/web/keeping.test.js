// A page is kept as it is now, and goes when it is no more for its reader.

import assert from "node:assert/strict";
import { test } from "node:test";

import { keepPage, storeOfPages } from "../../../../static/js/core/web/keeping.js";

function cacheWith(addresses) {
  const kept = new Set(addresses);
  return { kept, put: async (address) => kept.add(address), delete: async (address) => kept.delete(address) };
}
function answering(status) {
  const asked = [];
  globalThis.fetch = async (address, options) => {
    asked.push(options);
    return { status, ok: status === 200, clone: () => "clone" };
  };
  return asked;
}

test("a page that comes is kept, with what it shows", async () => {
  const [cache, seen] = [cacheWith([]), []];
  const asked = answering(200);
  const pictures = async (_, page) => seen.push(page);
  assert.equal(await keepPage(cache, "/a/", { headers: { "X-Kept": "yes" }, pictures }), true);
  assert.deepEqual([[...cache.kept], seen, asked[0].headers], [["/a/"], ["clone"], { "X-Kept": "yes" }]);
});

for (const status of [403, 404, 410]) {
  test(`a page that is no more for its reader (${status}) goes`, async () => {
    const cache = cacheWith(["/a/", "/b/"]);
    answering(status);
    assert.equal(await keepPage(cache, "/a/"), false);
    assert.deepEqual([...cache.kept], ["/b/"]);
  });
}

for (const status of [0, 302, 500, 503]) {
  test(`what was kept before stays after ${status}`, async () => {
    const cache = cacheWith(["/a/"]);
    answering(status);
    assert.equal(await keepPage(cache, "/a/"), false);
    assert.deepEqual([...cache.kept], ["/a/"]);
  });
}

test("a browser without workers has no store", async () => {
  assert.equal(await storeOfPages({ account: "5", scope: "/a/", worker: "/a/worker.js" }), null);
});
