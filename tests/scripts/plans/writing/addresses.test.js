// Which links and pictures can stand in a plan, and what becomes of those that cannot.

import assert from "node:assert/strict";
import { test } from "node:test";

import { isLinkHere, lonelyAddress, pictureAt, picturesOf } from "../../../../static/js/plans/writing/addresses.js";

const SHA = "ab".repeat(32);
const here = { origin: "https://portal.example", path: "/c/juniper/plans/8/editions/2/sections/5/edit/" };
const kind = (src) => pictureAt(src, here).kind;

test("links that mean the same in a plan", () => {
  for (const href of ["https://www.ready.gov/evacuation", "mailto:a@b.example", "tel:911", "#note-2", " https://x.example "]) {
    assert.equal(isLinkHere(href), true, href);
  }
  for (const href of ["file:///C:/plan.docx", "#_Toc123", "#heading=h.x", "javascript:alert(1)", "ftp://x.example/a", "plan.html", ""]) {
    assert.equal(isLinkHere(href), false, href);
  }
});

test("an address alone is a link for the words that are selected", () => {
  assert.equal(lonelyAddress(" https://www.ready.gov/kit \n"), "https://www.ready.gov/kit");
  assert.equal(lonelyAddress("see https://www.ready.gov/kit"), "");
  assert.equal(lonelyAddress("ready.gov"), "");
  assert.equal(lonelyAddress("javascript:alert(1)"), "");
});

test("where pictures of a plan are", () => {
  assert.equal(picturesOf(here.path), "/c/juniper/plans/8/picture/");
  assert.equal(picturesOf("/help/"), "");
});

test("pictures by where they are", () => {
  assert.equal(kind(`/c/juniper/plans/8/picture/${SHA}/`), "own");
  assert.deepEqual(pictureAt(`https://portal.example/c/juniper/plans/8/picture/${SHA}/`, here), {
    kind: "own", address: `/c/juniper/plans/8/picture/${SHA}/`,
  });
  assert.equal(kind(`https://portal.example/c/other/plans/9/picture/${SHA}/`), "portal");
  assert.equal(kind(`https://elsewhere.example/c/juniper/plans/8/picture/${SHA}/`), "away");
  assert.equal(kind("data:image/png;base64,iVBORw0KGgo="), "data");
  assert.equal(kind("data:image/svg+xml;base64,PHN2Zz4="), "away");
  assert.equal(kind(`data:image/png;base64,${"A".repeat(36 * 1024 * 1024)}`), "large");
  for (const src of ["file:///C:/Users/x/clip_image001.png", "blob:https://docs.example/1", "cid:image001.png@01D", "", null,
    "https://lh7-rt.googleusercontent.com/docsz/AD_4n", "http://[", "clip_image001.png"]) {
    assert.equal(kind(src), "away", String(src));
  }
});
