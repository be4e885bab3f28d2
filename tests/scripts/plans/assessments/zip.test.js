// Sums and sizes of a zip; that others open it is asked by test_zip.py.

import assert from "node:assert/strict";
import { test } from "node:test";

import { crc32, zip } from "../../../../static/js/plans/assessments/zip.js";

const bytes = (text) => new TextEncoder().encode(text);

test("the sum of a file is the one that every zip has", () => {
  assert.equal(crc32(bytes("123456789")), 0xcbf43926);
  assert.equal(crc32(bytes("")), 0);
});

test("an empty zip is its end alone", () => {
  assert.deepEqual([...zip([], new Date())].slice(0, 4), [0x50, 0x4b, 5, 6]);
  assert.equal(zip([], new Date()).length, 22);
});

test("files are stored as they are, under names in UTF-8", () => {
  const packed = zip([{ name: "é.txt", bytes: bytes("hello") }], new Date(2026, 10, 30, 10, 42, 7));
  assert.ok(Buffer.from(packed).includes("hello"));
  assert.equal(packed.length, 22 + 30 + 46 + 2 * 6 + 5);
});
