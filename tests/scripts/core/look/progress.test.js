// The progress of what a worker does: looked at again and again, told in words only where the words are new.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { element, settle } from "../../page.js";

const browsers = { fetch: globalThis.fetch, setInterval: globalThis.setInterval };
let here, look, every, reloads, now, answer;

const part = (words) => {
  const line = { textContent: words };
  const bar = element();
  bar.replaceWith = (other) => (bar.replacedBy = other);
  return element({ parts: { progress: bar, "[role=status]": line }, line, bar });
};

beforeEach(async () => {
  [here, reloads, now, answer] = [part("Page 1 of 9"), 0, null, { ok: true, text: async () => "<html>" }];
  globalThis.document = { getElementById: () => here };
  globalThis.location = { href: "/copy/", reload: () => reloads++ };
  globalThis.DOMParser = class {
    parseFromString() {
      return { getElementById: () => now };
    }
  };
  globalThis.fetch = async () => {
    if (answer instanceof Error) throw answer;
    return answer;
  };
  globalThis.setInterval = (again, milliseconds) => ([look, every] = [again, milliseconds]);
  await import(`../../../../static/js/core/look/progress.js?${Math.random()}`);
});
afterEach(() => {
  for (const name of ["document", "location", "DOMParser"]) delete globalThis[name];
  Object.assign(globalThis, browsers);
});

test("it looks every two seconds", () => {
  assert.equal(every, 2000);
});

test("the bar moves, and new words are told", async () => {
  now = part("Page 2 of 9");
  await look();
  assert.equal(here.bar.replacedBy, now.bar);
  assert.equal(here.line.textContent, "Page 2 of 9");
});

test("words that are the same are not told again", async () => {
  let told = 0;
  Object.defineProperty(here.line, "textContent", { get: () => "Page 1 of 9", set: () => told++ });
  now = part("Page 1 of 9");
  await look();
  assert.deepEqual([told, here.bar.replacedBy], [0, now.bar]);
});

test("when nothing is under way any more the page shows what came of it", async () => {
  await look();
  assert.equal(reloads, 1);
});

test("an error of the portal or of the network changes nothing", async () => {
  for (const bad of [{ ok: false, text: async () => "" }, new TypeError("network")]) {
    answer = bad;
    await look();
    await settle();
  }
  assert.deepEqual([reloads, here.line.textContent, here.bar.replacedBy], [0, "Page 1 of 9", undefined]);
});
