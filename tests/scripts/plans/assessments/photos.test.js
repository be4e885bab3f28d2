// Photos fit, hashes are written as the portal writes them, and what cannot be read is told apart.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fitted, hex, isHeic, MOST, room, whyNotRead } from "../../../../static/js/plans/assessments/photos.js";

test("the longest side is at most 2000, and nothing is made larger", () => {
  assert.deepEqual(fitted({ width: 4000, height: 3000 }), { width: 2000, height: 1500 });
  assert.deepEqual(fitted({ width: 3024, height: 4032 }), { width: 1500, height: 2000 });
  assert.deepEqual(fitted({ width: 640, height: 480 }), { width: 640, height: 480 });
  assert.deepEqual(fitted({ width: 9000, height: 1 }), { width: 2000, height: 1 });
});

test("forty photos an answer", () => {
  assert.deepEqual([room(0), room(39), room(40), room(41)], [MOST, 1, 0, 0]);
});

test("a hash in lower hexadecimal digits", async () => {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode("abc"));
  assert.equal(hex(hash), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

const bytes = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
test("a HEIC is known by its content, and told apart from no photo at all", () => {
  const heic = bytes("\0\0\0\x18ftypheic");
  assert.equal(isHeic(heic), true);
  assert.equal(isHeic(bytes("\0\0\0\x18ftypisom")), false);
  assert.match(whyNotRead(heic), /^This photo is a HEIC/);
  assert.match(whyNotRead(bytes("%PDF-1.7....")), /^This file is no photo/);
  assert.match(whyNotRead(bytes("")), /^The file is empty/);
});
