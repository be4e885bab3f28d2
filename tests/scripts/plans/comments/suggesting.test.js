// A whole suggestion is sent from its page, which stays until the portal has it; no words are lost.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { sendSuggestions } from "../../../../static/js/plans/comments/suggesting.js";
import { element, event, settle } from "../../page.js";

const KEY = "suggestion-5";
const browsers = { fetch: globalThis.fetch, FormData: globalThis.FormData };
let store, parts, went;

beforeEach(() => {
  [store, went] = [new Map(), []];
  parts = Object.fromEntries(["local", "local-when", "local-use", "local-drop"].map((id) => [id, element({ hidden: true })]));
  globalThis.document = { getElementById: (id) => parts[id] };
  globalThis.location = { href: "https://portal.example/suggest/#text", assign: (address) => went.push(address) };
  globalThis.FormData = class {};
  globalThis.localStorage = {
    getItem: (key) => store.get(key) ?? null, setItem: (key, value) => store.set(key, value), removeItem: (key) => store.delete(key),
  };
});
afterEach(() => {
  for (const name of ["document", "location", "localStorage"]) delete globalThis[name];
  Object.assign(globalThis, browsers);
});

function writing(answer) {
  const sent = [];
  globalThis.fetch = async (address, options) => {
    sent.push([address, options.method, options.redirect]);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const submitted = [];
  const form = element({ dataset: { localKey: KEY, signInUrl: "/sign-in/" }, requestSubmit: (by) => submitted.push(by) });
  const text = { html: "<p>Lock every door.</p>", read: () => text.html, write: (html) => (text.html = html) };
  const said = [];
  sendSuggestions(form, text, { set: (about, lines) => said.push([about, ...lines]) });
  const press = () => {
    const pressed = event("submit", { submitter: "the button" });
    form.dispatchEvent(pressed);
    return pressed;
  };
  return { form, text, said, sent, submitted, press };
}
const answer = (status, body = {}, more = {}) => ({ status, ok: status < 300, type: "basic", json: async () => body, ...more });

test("a suggestion that the portal has leads on, and nothing stays on the device", async () => {
  const page = writing(answer(200, { address: "/c/juniper/suggestions/7/" }));
  store.set(KEY, JSON.stringify({ html: page.text.html, at: 0 }));
  assert.equal(page.press().defaultPrevented, true);
  await settle();
  assert.deepEqual(page.sent, [["https://portal.example/suggest/#text", "POST", "manual"]]);
  assert.deepEqual([went, store.size, page.said], [["/c/juniper/suggestions/7/"], 0, []]);
});

test("without a network the words are kept on the device, and the page stays", async () => {
  const page = writing(new TypeError("network"));
  page.press();
  await settle();
  assert.equal(JSON.parse(store.get(KEY)).html, "<p>Lock every door.</p>");
  assert.deepEqual(page.said.map(([about, { head }]) => [about, head]), [["save", "Not sent: there is no connection."]]);
  assert.deepEqual([went, page.submitted], [[], []]);
});

test("who is signed out is led to sign in again", async () => {
  const page = writing(answer(0, {}, { type: "opaqueredirect" }));
  page.press();
  await settle();
  const [[, { link, address, what }]] = page.said;
  assert.deepEqual([link, address], ["Sign in again", "/sign-in/"]);
  assert.match(what, /^Your words are kept on this device\./);
});

test("a page older than the sign-in is loaded again at its own address", async () => {
  const page = writing(answer(403));
  page.press();
  await settle();
  assert.deepEqual([page.said[0][1].link, page.said[0][1].address], ["Load the page again", "https://portal.example/suggest/"]);
});

test("a browser that keeps nothing says to copy the text", async () => {
  const page = writing(new TypeError("network"));
  globalThis.localStorage.setItem = () => {
    throw new Error("full");
  };
  page.press();
  await settle();
  assert.match(page.said[0][1].what, /^This browser keeps nothing on this device: copy your text/);
});

test("what the portal answers in a page of its own is shown by sending the form itself", async () => {
  const page = writing(answer(500));
  page.press();
  await settle();
  assert.deepEqual(page.submitted, ["the button"]);
  assert.equal(page.press().defaultPrevented, false);
});

test("pressed twice it is sent once", async () => {
  const page = writing(answer(200, { address: "/x/" }));
  page.press();
  page.press();
  await settle();
  assert.equal(page.sent.length, 1);
});

test("words that were kept are offered when the page is opened again, and are taken", () => {
  store.set(KEY, JSON.stringify({ html: "<p>Kept.</p>", at: 0 }));
  const page = writing(answer(200));
  assert.equal(parts.local.hidden, false);
  parts["local-use"].dispatchEvent(new Event("click"));
  assert.deepEqual([page.text.html, parts.local.hidden], ["<p>Kept.</p>", true]);
});

test("words that are the text already are not offered", () => {
  store.set(KEY, JSON.stringify({ html: "<p>Lock every door.</p>", at: 0 }));
  writing(answer(200));
  assert.equal(parts.local.hidden, true);
});

test("kept words that are let go are gone from the device", () => {
  store.set(KEY, JSON.stringify({ html: "<p>Kept.</p>", at: 0 }));
  writing(answer(200));
  parts["local-drop"].dispatchEvent(new Event("click"));
  assert.deepEqual([store.size, parts.local.hidden], [0, true]);
});
