// Whatever goes wrong while a draft is kept, the words stay to be kept, and the button still saves them.

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { keepDrafts } from "../../../../static/js/plans/writing/draft.js";
import { element, event, settle } from "../../page.js";

const IDLE = 5000;
const AGAIN = 15000;
const KEPT = { status: 200, ok: true, json: async () => ({}) };

// A page on which a section is written. `answers`: what fetch gives, one after the other; the last for ever.
function openPage({ answers = [KEPT], storage = new Map(), by = (id) => element({ id }) } = {}) {
  const sent = [];
  const parts = Object.fromEntries(["kept", "local", "newer", "newer-who", "local-when", "local-use", "local-drop"].map((id) => [id, by(id)]));
  globalThis.document = element({ visibilityState: "visible", getElementById: (id) => parts[id] });
  globalThis.window = element();
  globalThis.location = { href: "https://portal.example/edit/#text" };
  globalThis.localStorage = {
    getItem: (key) => storage.get(key) ?? null,
    setItem: (key, words) => storage.set(key, words),
    removeItem: (key) => storage.delete(key),
  };
  globalThis.fetch = async (address, { body }) => {
    sent.push(Object.fromEntries(body));
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const value = (text) => ({ value: text });
  const elements = { title: element({ value: "Fire" }), base_version: value("7"), writer: value("3"), csrfmiddlewaretoken: value("t") };
  const form = element({ elements, dataset: { localKey: "words-5", draftUrl: "/draft/", signInUrl: "/sign-in/" }, submitted: [] });
  form.requestSubmit = (button) => {
    const submit = event("submit", { submitter: button });
    form.dispatchEvent(submit);
    if (!submit.defaultPrevented) form.submitted.push(button);
  };
  const text = { html: "<p>Go out.</p>", waiting: () => 0, settled: async () => {}, read: () => text.html, write: (html) => (text.html = html) };
  const said = [];
  const drafts = keepDrafts(form, text, { set: (subject, lines) => said.push([subject, lines.map((line) => line.head)]) });
  return { drafts, form, text, sent, said, storage, parts };
}

async function pass(milliseconds) {
  mock.timers.tick(milliseconds);
  await settle();
}

beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: 0 }));
afterEach(() => {
  mock.timers.reset();
  for (const name of ["document", "window", "location", "localStorage"]) delete globalThis[name];
});

test("what was typed is kept five seconds after the last key", async () => {
  const { drafts, sent, parts } = openPage();
  drafts.changed();
  await pass(IDLE - 1);
  drafts.changed();
  await pass(IDLE - 1);
  assert.equal(sent.length, 0);
  await pass(1);
  assert.deepEqual(sent, [{ title: "Fire", html: "<p>Go out.</p>", base_version: "7", writer: "3", csrfmiddlewaretoken: "t" }]);
  assert.equal(parts.kept.textContent, "Draft kept just now");
});

test("without a network the words are kept here, and sent again until they are there", async () => {
  const { drafts, sent, storage, parts } = openPage({ answers: [new TypeError("Failed to fetch"), KEPT] });
  drafts.changed();
  await pass(IDLE);
  assert.equal(JSON.parse(storage.get("words-5")).html, "<p>Go out.</p>");
  assert.equal(parts.kept.textContent, "No connection. Draft kept on this device just now");
  await pass(AGAIN);
  assert.deepEqual([sent.length, storage.size], [2, 0]);
});

// What the portal answers throws inside the page, as a blocked storage or a missing part of a page would.
const BROKEN = { status: 200, ok: true, json: async () => ({ get by() { throw new TypeError("blocked"); } }) };

// Errors that end in the browser's console while `act` runs; node would end the test with them.
async function errorsOf(act) {
  const names = ["unhandledRejection", "uncaughtException"];
  const hearers = names.map((name) => process.listeners(name));
  const errors = [];
  for (const name of names) process.removeAllListeners(name).on(name, (error) => errors.push(error.message));
  await act();
  names.forEach((name, number) => {
    process.removeAllListeners(name);
    for (const hearer of hearers[number]) process.on(name, hearer);
  });
  return errors;
}

test("one error ends one draft, and the next is kept", async () => {
  const { drafts, sent } = openPage({ answers: [BROKEN, KEPT] });
  const errors = await errorsOf(async () => {
    drafts.changed();
    await pass(IDLE);
  });
  assert.deepEqual([sent.length, errors], [1, ["blocked"]]);
  drafts.changed();
  await pass(IDLE);
  assert.equal(sent.length, 2);
});

test("after an error the button still sends the form, with the button that was pressed", async () => {
  const { form, sent } = openPage({ answers: [BROKEN] });
  const button = { name: "save" };
  const errors = await errorsOf(async () => {
    form.requestSubmit(button);
    await settle();
  });
  assert.deepEqual([sent.length, form.submitted, errors], [1, [button], ["blocked"]]);
});

test("a save sends the draft first, then the form, once", async () => {
  const { form, sent } = openPage();
  form.requestSubmit(null);
  assert.deepEqual(form.submitted, []);
  await settle();
  assert.deepEqual([sent.length, form.submitted], [1, [null]]);
  assert.equal("kept" in form.dataset, false);
});

test("signed out, the form stays on its page and says why", async () => {
  const { form, said, storage } = openPage({ answers: [{ type: "opaqueredirect" }] });
  form.requestSubmit(null);
  await settle();
  assert.deepEqual(form.submitted, []);
  assert.deepEqual(said.at(-1), ["save", ["Not saved: you are signed out."]]);
  assert.equal(storage.size, 1);
});

test("words that this device kept are offered, and used or dropped", async () => {
  const storage = new Map([["words-5", JSON.stringify({ title: "Fire drill", html: "<p>Older.</p>", base_version: "6", at: 0 })]]);
  const { form, text, parts, sent } = openPage({ storage });
  assert.equal(parts.local.hidden, false);
  parts["local-use"].dispatchEvent(new Event("click"));
  await settle();
  assert.deepEqual([form.elements.title.value, form.elements.base_version.value, text.html], ["Fire drill", "6", "<p>Older.</p>"]);
  assert.deepEqual([sent[0].html, parts.local.hidden, storage.size], ["<p>Older.</p>", true, 0]);
});

test("a page that is left keeps on the device what is on no server", () => {
  const { drafts, storage } = openPage();
  window.dispatchEvent(new Event("pagehide"));
  assert.equal(storage.size, 0);
  drafts.changed();
  window.dispatchEvent(new Event("pagehide"));
  assert.equal(JSON.parse(storage.get("words-5")).title, "Fire");
});
