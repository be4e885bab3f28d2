// A drill is logged where there may be no signal: what was typed is kept on this device, and sent by itself once there is one. The
// form's own key goes with it, so that what arrives twice is logged once.

import { onDevice } from "../core/web/device.js";
import { offerWords } from "../core/web/kept-words.js";

const AGAIN = 15000;
// A weak signal is none: longer than this nobody stands and waits.
const LONGEST = 20000;
const TRY_AGAIN = new Set([408, 425, 429]);
const WAITS = new Set(["offline", "busy"]);
const [TOKEN, SENT_KEY] = ["csrfmiddlewaretoken", "sent_key"];

// { kind, address } of what came back for a log that was sent; null: nothing did.
//   logged      `address` is the drill's page
//   offline     no signal, or a network that puts a page of its own before everything
//   signed_out  the portal asks to sign in
//   stale       the page is older than who is signed in here, or may log no drill any more
//   busy        the portal could not take it just now
//   said        the portal has something to say about it, on a page
export async function outcomeOf(response) {
  if (!response) return { kind: "offline" };
  if (response.type === "opaqueredirect") return { kind: "signed_out" };
  if (response.status === 403) return { kind: "stale" };
  if (response.status >= 500 || TRY_AGAIN.has(response.status)) return { kind: "busy" };
  if (!response.ok) return { kind: "said" };
  try {
    return { kind: "logged", address: (await response.json()).address };
  } catch {
    return { kind: "offline" };
  }
}

const HEADS = {
  offline: "No signal.",
  busy: "The portal does not answer.",
  signed_out: "You are signed out.",
  stale: "This page is older than your sign-in, or you may no longer log drills here.",
};
const BY_ITSELF = "it is logged by itself once that works: leave this page open, or open it again later.";

// { head, what } of a log that did not get through; `isKept`: whether this device keeps it.
export function lineOf(kind, isKept) {
  if (!isKept) return { head: HEADS[kind], what: "This browser keeps nothing on this device: leave this page open, and log the drill here later." };
  const then = WAITS.has(kind) ? BY_ITSELF : "this page offers it to you once you are signed in again.";
  return { head: HEADS[kind], what: `The drill is not logged yet. It is kept on this device, and ${then}` };
}

// What is written on a form, as [name, value] pairs, and written back onto it.
export const wordsOn = (form) => ({
  read: () => [...new FormData(form)].filter(([name]) => name !== TOKEN),
  write(kept) {
    for (const field of form.elements) {
      if (!field.name || field.name === TOKEN) continue;
      const values = kept.filter(([name]) => name === field.name).map(([, value]) => value);
      if (["radio", "checkbox"].includes(field.type)) field.checked = values.includes(field.value);
      else field.value = values[0] ?? "";
    }
  },
});
const typed = (pairs) => JSON.stringify(pairs.filter(([name]) => name !== SENT_KEY));

// Sends a form when it is submitted, and what could not be sent when there is a signal; `says`: where its line stands; `offer`:
// shows what this device kept of before.
export function logWithoutSignal(form, says, { words = wordsOn(form), offer = () => {}, timers = globalThis } = {}) {
  const device = onDevice(form.dataset.localKey);
  let timer = null;
  let isSending = false;
  let waits = false;

  function show(kind) {
    const isKept = device.read() !== null;
    const { head, what } = lineOf(kind, isKept);
    says.querySelector("[data-log=head]").textContent = head;
    says.querySelector("[data-log=what]").textContent = what;
    says.querySelector("a").hidden = WAITS.has(kind);
    says.hidden = false;
    // Not behind the thumb bar.
    says.scrollIntoView?.({ block: "center" });
  }
  async function sent() {
    const body = new FormData();
    for (const [name, value] of words.read()) body.append(name, value);
    body.append(TOKEN, form.elements[TOKEN].value);
    const headers = { Accept: "application/json" };
    const signal = AbortSignal.timeout(LONGEST);
    return fetch(location.href, { method: "POST", body, headers, signal, redirect: "manual" }).catch(() => null);
  }
  function goOn({ kind, address }) {
    waits = WAITS.has(kind);
    if (kind === "logged") {
      device.drop();
      location.assign(address);
    } else if (kind === "said") {
      form.submit();
    } else {
      show(kind);
      if (waits) timer = timers.setTimeout(send, AGAIN);
    }
  }
  async function send() {
    if (isSending) return;
    isSending = true;
    timers.clearTimeout(timer);
    device.keep({ at: Date.now(), pairs: words.read() });
    try {
      goOn(await outcomeOf(await sent()));
    } finally {
      isSending = false;
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    return send();
  });
  // What is typed anew is not sent before its button is pressed.
  form.addEventListener("input", () => {
    timers.clearTimeout(timer);
    waits = false;
    says.hidden = true;
  });
  window.addEventListener("online", () => waits && send());

  const kept = device.read();
  if (kept && typed(kept.pairs) !== typed(words.read())) {
    offer({ words: kept, use: () => words.write(kept.pairs), drop: () => device.drop() });
  }
}

function begin(form) {
  const offer = ({ words, use, drop }) => {
    const local = offerWords({ words, use: () => (use(), (local.hidden = true)), drop: () => (drop(), (local.hidden = true)) });
    local.hidden = false;
  };
  logWithoutSignal(form, document.getElementById("unsent"), { offer });
}

const form = globalThis.document?.querySelector("form.drill-log[data-local-key]");
if (form) begin(form);
