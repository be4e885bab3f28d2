// A log that cannot be sent stays on the device, is sent by itself, and is gone once the portal has it.

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { lineOf, logWithoutSignal, outcomeOf, wordsOn } from "../../../static/js/training/drills.js";
import { element, event, settle } from "../page.js";

const AGAIN = 15000;
const LOGGED = { ok: true, status: 200, json: async () => ({ address: "/c/juniper/drills/7/" }) };
const KEY = "drill-of-3";

// A page on which seven minutes were typed. `answers`: what fetch gives, the last for ever; an Error for no signal.
function openPage({ answers = [LOGGED], storage = new Map(), refuses = false } = {}) {
  const sent = [];
  const went = [];
  globalThis.window = element();
  globalThis.location = { href: "https://portal.example/log/", assign: (address) => went.push(address) };
  globalThis.localStorage = {
    getItem: (key) => storage.get(key) ?? null,
    setItem: (key, words) => {
      if (refuses) throw new Error("full");
      storage.set(key, words);
    },
    removeItem: (key) => storage.delete(key),
  };
  globalThis.fetch = async (address, { body }) => {
    sent.push(Object.fromEntries(body));
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const written = { pairs: [["minutes", "7"], ["sent_key", "k1"]] };
  const words = { read: () => written.pairs, write: (pairs) => (written.pairs = pairs) };
  const [head, what, link] = [element(), element(), element()];
  const says = element({ hidden: true, parts: { "[data-log=head]": head, "[data-log=what]": what, a: link } });
  const form = element({ dataset: { localKey: KEY }, elements: { csrfmiddlewaretoken: { value: "t" } }, shown: 0 });
  form.submit = () => (form.shown += 1);
  const offered = [];
  logWithoutSignal(form, says, { words, offer: (each) => offered.push(each) });
  const press = async () => {
    form.dispatchEvent(event("submit"));
    await settle();
  };
  return { form, says, head, what, link, sent, went, storage, offered, written, press };
}

beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "Date"], now: 0 }));
afterEach(() => {
  mock.timers.reset();
  for (const name of ["window", "location", "localStorage"]) delete globalThis[name];
});

test("with a signal it is sent once, and leads to the drill", async () => {
  const { sent, went, storage, says, press } = openPage();
  await press();
  assert.deepEqual(sent, [{ minutes: "7", sent_key: "k1", csrfmiddlewaretoken: "t" }]);
  assert.deepEqual(went, ["/c/juniper/drills/7/"]);
  assert.equal(storage.size, 0);
  assert.equal(says.hidden, true);
});

test("without one it stays on the device, and is sent by itself with the same key", async () => {
  const { sent, went, storage, says, head, what, link, press } = openPage({ answers: [new Error("no network"), LOGGED] });
  await press();
  assert.deepEqual([says.hidden, head.textContent, link.hidden], [false, "No signal.", true]);
  assert.match(what.textContent, /not logged yet. It is kept on this device/);
  assert.equal(storage.size, 1);
  mock.timers.tick(AGAIN);
  await settle();
  assert.deepEqual(sent.map((each) => each.sent_key), ["k1", "k1"]);
  assert.deepEqual([went.length, storage.size], [1, 0]);
});

test("it is sent at once when the device says that it is back", async () => {
  const { went, press } = openPage({ answers: [new Error("no network"), LOGGED] });
  await press();
  globalThis.window.dispatchEvent(event("online"));
  await settle();
  assert.equal(went.length, 1);
});

test("pressed twice it is sent once", async () => {
  const { form, sent } = openPage();
  form.dispatchEvent(event("submit"));
  form.dispatchEvent(event("submit"));
  await settle();
  assert.equal(sent.length, 1);
});

test("what is typed anew waits for its button", async () => {
  const { form, sent, says, press } = openPage({ answers: [new Error("no network"), LOGGED] });
  await press();
  form.dispatchEvent(event("input"));
  mock.timers.tick(AGAIN);
  globalThis.window.dispatchEvent(event("online"));
  await settle();
  assert.deepEqual([sent.length, says.hidden], [1, true]);
});

test("what the portal has to say is shown as its page, and the words stay", async () => {
  const { form, went, storage, press } = openPage({ answers: [{ ok: false, status: 422 }] });
  await press();
  assert.deepEqual([form.shown, went.length, storage.size], [1, 0, 1]);
});

test("signed out, it says where to sign in, and tries no more", async () => {
  const { sent, link, head, press } = openPage({ answers: [{ type: "opaqueredirect", status: 0 }] });
  await press();
  mock.timers.tick(10 * AGAIN);
  await settle();
  assert.deepEqual([head.textContent, link.hidden, sent.length], ["You are signed out.", false, 1]);
});

test("a browser that keeps nothing says so, and sends it all the same", async () => {
  const { what, went, press } = openPage({ answers: [new Error("no network"), LOGGED], refuses: true });
  await press();
  assert.match(what.textContent, /keeps nothing on this device/);
  mock.timers.tick(AGAIN);
  await settle();
  assert.equal(went.length, 1);
});

test("what was kept before is offered, unless it stands there", () => {
  const kept = (minutes) => new Map([[KEY, JSON.stringify({ at: 0, pairs: [["minutes", minutes], ["sent_key", "k0"]] })]]);
  assert.equal(openPage({ storage: kept("7") }).offered.length, 0);
  const { offered, written, storage } = openPage({ storage: kept("9") });
  offered[0].use();
  assert.deepEqual(written.pairs, [["minutes", "9"], ["sent_key", "k0"]]);
  offered[0].drop();
  assert.equal(storage.size, 0);
});

test("what came back is called by what can be done about it", async () => {
  const page = { ok: true, status: 200, json: async () => JSON.parse("<html>") };
  const kinds = [null, page, { status: 503 }, { status: 429 }, { status: 403 }, { status: 409, ok: false }, LOGGED];
  const called = [];
  for (const each of kinds) called.push((await outcomeOf(each)).kind);
  assert.deepEqual(called, ["offline", "offline", "busy", "busy", "stale", "said", "logged"]);
  assert.match(lineOf("busy", true).head, /does not answer/);
});

test("kept words stand on the form again: ticks, lines, and never an older token", () => {
  const field = (name, type, value) => ({ name, type, value, checked: false });
  const elements = [field("kinds", "checkbox", "fire"), field("kinds", "checkbox", "secure"), field("minutes", "number", ""),
    field("note", "textarea", "Rain"), field("csrfmiddlewaretoken", "hidden", "new"), field("", "submit", "")];
  wordsOn({ elements }).write([["kinds", "secure"], ["minutes", "7"], ["csrfmiddlewaretoken", "old"]]);
  assert.deepEqual(elements.slice(0, 2).map(({ checked }) => checked), [false, true]);
  assert.deepEqual(elements.slice(2).map(({ value }) => value), ["7", "", "new", ""]);
});
