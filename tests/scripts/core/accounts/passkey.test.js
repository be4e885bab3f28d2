// Passkeys: the browser is asked, its answer is handed to the form, and whatever goes wrong is one sentence beside the button.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { element, event, settle } from "../../page.js";

const browsers = { fetch: globalThis.fetch, navigator: Object.getOwnPropertyDescriptor(globalThis, "navigator") };
afterEach(() => {
  for (const name of ["document", "window"]) delete globalThis[name];
  globalThis.fetch = browsers.fetch;
  Object.defineProperty(globalThis, "navigator", browsers.navigator);
});

const QUESTION = { request_options: { publicKey: { challenge: "AQ" } } };
const KEY = { id: "key", rawId: Uint8Array.of(1).buffer, type: "public-key", response: { signature: Uint8Array.of(2).buffer } };
const error = (name) => Object.assign(new Error(name), { name });

// A page with one button of that kind. `asks` is what navigator.credentials does; `answers` what the portal does.
async function page(kind, { asks = async () => KEY, answers = async () => QUESTION, status = 200, supported = true, autofill = false } = {}) {
  const done = { asked: [], sent: 0, fetched: [] };
  const [alert, told, button] = [element(), element(), element()];
  const larger = { elements: { csrfmiddlewaretoken: { value: "t" }, passkey: { value: "" } } };
  const part = element({
    hidden: true,
    dataset: { passkey: kind, question: "/question/", ...(autofill ? { autofill: "" } : {}) },
    parts: { "[role=alert]": alert, "[role=status]": told, button },
    elements: { credential: { value: "" } },
    closest: () => larger,
    requestSubmit: () => done.sent++,
  });
  const fields = [part.elements.credential, larger.elements.passkey];
  globalThis.document = Object.assign(new EventTarget(), {
    getElementById: () => null,
    querySelectorAll: (selector) => (selector === "[data-passkey]" ? [part] : fields),
  });
  globalThis.window = Object.assign(new EventTarget(), {
    PublicKeyCredential: supported ? { isConditionalMediationAvailable: async () => true } : undefined,
  });
  const credentials = Object.fromEntries(["get", "create"].map((job) => [job, (options) => {
    done.asked.push([job, options.mediation ?? ""]);
    return asks(options);
  }]));
  Object.defineProperty(globalThis, "navigator", { value: { credentials: supported ? credentials : undefined }, configurable: true });
  globalThis.fetch = async (address, options) => {
    done.fetched.push([address, options.method ?? "GET"]);
    return { status, ok: status < 300, redirected: false, json: answers };
  };
  await import(`../../../../static/js/core/accounts/passkey.js?${Math.random()}`);
  const press = async () => {
    (kind === "show" ? button : part).dispatchEvent(new Event(kind === "show" ? "click" : "submit", { cancelable: true }));
    await settle();
  };
  return { ...done, done, part, alert, told, larger, press };
}

test("a button that needs a script is shown by it", async () => {
  assert.equal((await page("get")).part.hidden, false);
});

test("the form is sent with the answer of a passkey", async () => {
  const { part, press, done } = await page("get");
  await press();
  assert.equal(JSON.parse(part.elements.credential.value).id, "key");
  assert.deepEqual([done.asked, done.fetched, done.sent], [[["get", ""]], [["/question/", "GET"]], 1]);
});

test("a form that has its answer is sent as it is", async () => {
  const { part, press, done } = await page("get");
  part.elements.credential.value = "{}";
  await press();
  assert.deepEqual([done.asked, done.sent], [[], 0]);
});

test("a new passkey is made of the question for one", async () => {
  const answers = async () => ({ creation_options: { publicKey: { challenge: "AQ", user: { id: "AQ" } } } });
  const { press, done } = await page("create", { answers });
  await press();
  assert.deepEqual([done.asked, done.sent], [[["create", ""]], 1]);
});

test("an answer that shows who it is waits in the larger form, and is not sent by itself", async () => {
  const { larger, told, press, done } = await page("show");
  await press();
  assert.equal(JSON.parse(larger.elements.passkey.value).id, "key");
  assert.equal(told.textContent, "Your passkey has shown that it is you. Now sign, within 5 minutes.");
  assert.deepEqual([done.fetched, done.sent], [[["/question/", "POST"]], 0]);
});

for (const [name, kind, sentence] of [
  ["NotAllowedError", "get", "The passkey was not used: it was canceled, took too long, or is not on this device. Try again."],
  ["NotAllowedError", "create", "No passkey was made: it was canceled, or took too long. Try again."],
  ["InvalidStateError", "create", "This device has a passkey for your account already."],
  ["SecurityError", "get", "Passkeys do not work at this address of the portal."],
  ["SomethingNew", "get", "The passkey did not work. Try again."],
  ["SomethingNew", "create", "No passkey was made. Try again."],
]) {
  test(`${name} of "${kind}" is one sentence, and nothing is sent`, async () => {
    const answers = async () => ({ ...QUESTION, creation_options: { publicKey: { challenge: "AQ", user: { id: "AQ" } } } });
    const { alert, press, done } = await page(kind, { answers, asks: async () => Promise.reject(error(name)) });
    await press();
    assert.deepEqual([alert.textContent, done.sent], [sentence, 0]);
  });
}

test("too many tries are told as that", async () => {
  const { alert, press } = await page("get", { status: 429 });
  await press();
  assert.equal(alert.textContent, "Too many tries. Wait a minute, then try again.");
});

test("a portal that does not answer is told as that", async () => {
  const { alert, press } = await page("get");
  globalThis.fetch = async () => Promise.reject(new TypeError("network"));
  await press();
  assert.equal(alert.textContent, "The portal does not answer. Look whether you are connected, then try again.");
});

test("a browser without passkeys says what to do instead", async () => {
  const { alert, press } = await page("get", { supported: false });
  await press();
  assert.equal(alert.textContent, "This browser cannot use passkeys here. Use your password, or another browser.");
});

test("the field for the e-mail offers passkeys, and what comes of it sends the form", async () => {
  const { done } = await page("get", { autofill: true });
  await settle();
  assert.deepEqual([done.asked, done.sent], [[["get", "conditional"]], 1]);
});

test("what nobody asked for fails in silence", async () => {
  const { alert } = await page("get", { autofill: true, asks: async () => Promise.reject(error("NotAllowedError")) });
  await settle();
  assert.equal(alert.textContent, "");
});

test("who signs in otherwise ends what waits for a passkey", async () => {
  let signal;
  await page("get", { autofill: true, asks: ({ signal: given }) => new Promise(() => (signal = given)) });
  await settle();
  document.dispatchEvent(event("submit"));
  assert.equal(signal.aborted, true);
});

test("coming back with the Back button empties what was answered, for an answer counts once", async () => {
  const { part, press } = await page("get");
  await press();
  window.dispatchEvent(new Event("pageshow"));
  assert.equal(part.elements.credential.value, "");
});
