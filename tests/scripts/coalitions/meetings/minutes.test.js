// Words of minutes are kept while they are typed: on the server, without a network on this device, and offered again.

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { keepMinutes } from "../../../../static/js/coalitions/meetings/minutes.js";
import { element, event, settle } from "../../page.js";

const IDLE = 5000;
const AGAIN = 15000;
const KEPT = { status: 200, ok: true, json: async () => ({ kept: true }) };
const PARTS = ["kept", "local", "newer", "newer-who", "local-when", "local-use", "local-drop"];

// A page on which minutes of two lines are written. `answers`: what fetch gives, one after the other; the last for ever.
function openPage({ answers = [KEPT], storage = new Map() } = {}) {
  const sent = [];
  const parts = Object.fromEntries(PARTS.map((id) => [id, element({ id })]));
  parts.local.hidden = parts.newer.hidden = true;
  globalThis.document = element({ visibilityState: "visible", getElementById: (id) => parts[id] });
  globalThis.window = element();
  globalThis.location = { href: "https://portal.example/write/" };
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
  const fields = [
    { name: "csrfmiddlewaretoken", value: "t" },
    { name: "writer", value: "3" },
    { name: "text_1", value: "Doors." },
    { name: "version_1", value: "2" },
    { name: "text_2", value: "" },
    { name: "version_2", value: "0" },
    { name: "guests", value: "Ada Bell" },
    { name: "present", value: "9" },
  ];
  const elements = Object.assign([...fields], Object.fromEntries(fields.map((field) => [field.name, field])));
  const form = element({ elements, dataset: { localKey: "minutes-5", draftUrl: "/draft/keep/", signInUrl: "/sign-in/" }, submitted: [] });
  form.requestSubmit = (button) => {
    const submit = event("submit", { submitter: button });
    form.dispatchEvent(submit);
    if (!submit.defaultPrevented) form.submitted.push(button);
  };
  const said = [];
  keepMinutes(form, { set: (subject, lines) => said.push([subject, lines.map((line) => line.head)]) });
  const type = (name, value) => {
    elements[name].value = value;
    form.dispatchEvent(event("input", { target: elements[name] }));
  };
  return { form, elements, type, sent, said, storage, parts };
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

test("every text goes along with its version, and no button does", async () => {
  const { type, sent, parts } = openPage();
  type("text_2", "Radios.");
  await pass(IDLE);
  assert.deepEqual(sent, [
    {
      text_1: "Doors.",
      version_1: "2",
      text_2: "Radios.",
      version_2: "0",
      guests: "Ada Bell",
      writer: "3",
      csrfmiddlewaretoken: "t",
    },
  ]);
  assert.equal(parts.kept.textContent, "Draft kept just now");
});

test("a field that holds no words wakes nobody", async () => {
  const { type, sent } = openPage();
  type("present", "10");
  await pass(IDLE);
  assert.equal(sent.length, 0);
});

test("without a network the words are kept here, and sent again until they are there", async () => {
  const { type, sent, storage, parts } = openPage({ answers: [new TypeError("Failed to fetch"), KEPT] });
  type("text_1", "Doors and gates.");
  await pass(IDLE);
  assert.equal(JSON.parse(storage.get("minutes-5")).text_1, "Doors and gates.");
  assert.equal(parts.kept.textContent, "No connection. Draft kept on this device just now");
  await pass(AGAIN);
  assert.deepEqual([sent.length, storage.size], [2, 0]);
});

test("without a network the button stays on the page and says so", async () => {
  const { form, said, storage } = openPage({ answers: [new TypeError("Failed to fetch")] });
  form.requestSubmit({ name: "decide" });
  await settle();
  assert.deepEqual([form.submitted, storage.size], [[], 1]);
  assert.deepEqual(said.at(-1), ["save", ["Not saved: there is no connection."]]);
});

test("the button that was pressed is the one that is sent, once the words are kept", async () => {
  const { form, sent } = openPage();
  const button = { name: "present", value: "9" };
  form.requestSubmit(button);
  await settle();
  assert.deepEqual([sent.length, form.submitted], [1, [button]]);
});

test("words of this device are offered and put under the lines that are there still", async () => {
  const older = { text_1: "Doors, again.", version_1: "1", text_9: "Gone.", version_9: "4", guests: "Ada Bell", at: 0 };
  const { elements, parts, sent } = openPage({ storage: new Map([["minutes-5", JSON.stringify(older)]]) });
  assert.equal(parts.local.hidden, false);
  parts["local-use"].dispatchEvent(new Event("click"));
  await settle();
  assert.deepEqual([elements.text_1.value, elements.version_1.value, elements.text_2.value], ["Doors, again.", "1", ""]);
  assert.deepEqual([sent[0].text_1, parts.local.hidden], ["Doors, again.", true]);
});

test("words that stand on the page already are not offered", () => {
  const same = { text_1: "Doors.", version_1: "2", text_2: "", version_2: "0", guests: "Ada Bell", at: 0 };
  const shown = openPage({ storage: new Map([["minutes-5", JSON.stringify(same)]]) });
  assert.equal(shown.parts.local.hidden, true);
});

test("who saved other words meanwhile is named", async () => {
  const answer = { status: 200, ok: true, json: async () => ({ kept: true, by: "Ines Duarte", at: "3:31 pm" }) };
  const { type, parts } = openPage({ answers: [answer] });
  type("text_1", "Doors and gates.");
  await pass(IDLE);
  assert.equal(parts["newer-who"].textContent, "Ines Duarte saved words under an item at 3:31 pm, while you were writing.");
  assert.equal(parts.newer.hidden, false);
});

test("somebody else signed in on this device: the words stay, and nothing is sent in their name", async () => {
  const answer = { status: 409, ok: false, json: async () => ({ signed_in_as: "Tom Hesse" }) };
  const { form, said } = openPage({ answers: [answer] });
  form.requestSubmit(null);
  await settle();
  assert.deepEqual(form.submitted, []);
  assert.deepEqual(said.at(-1), ["save", ["Not saved: Tom Hesse is signed in on this device now."]]);
});
