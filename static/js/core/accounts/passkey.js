// Passkeys: asks the browser for one and hands its answer to the form around the button. Whatever goes wrong is said in one
// sentence beside the button. [data-passkey] is "get" (the form is sent with the answer of a passkey), "create" (with a new
// passkey) or "show" (the answer waits in a larger form until that is sent).

import { readable, written } from "./credentials.js";

const WORDS = {
  NotAllowedError: "The passkey was not used: it was canceled, took too long, or is not on this device. Try again.",
  InvalidStateError: "This device has a passkey for your account already.",
  SecurityError: "Passkeys do not work at this address of the portal.",
  ConstraintError: "This device cannot ask for a finger, a face or a PIN, so it cannot keep a passkey.",
  NotSupportedError: "This device cannot keep a passkey for this portal.",
  unsupported: "This browser cannot use passkeys here. Use your password, or another browser.",
  many: "Too many tries. Wait a minute, then try again.",
  unreachable: "The portal does not answer. Look whether you are connected, then try again.",
  other: "The passkey did not work. Try again.",
};
const WORDS_OF_MAKING = {
  NotAllowedError: "No passkey was made: it was canceled, or took too long. Try again.",
  other: "No passkey was made. Try again.",
};
const SHOWN = "Your passkey has shown that it is you. Now sign, within 5 minutes.";

class Trouble extends Error {
  constructor(name) {
    super(name);
    this.name = name;
  }
}

// The question stands in the page, or is asked for.
async function questionOf(part, signal) {
  const standing = document.getElementById("passkey-question");
  const given = standing ? JSON.parse(standing.textContent) : await fetched(part, signal);
  const question = given.request_options ?? given.creation_options;
  if (!question) throw new Trouble("other");
  return readable(question.publicKey);
}

async function fetched(part, signal) {
  const form = part.closest("form");
  const posted = part.dataset.passkey === "show" && { method: "POST", body: onlyToken(form) };
  let response;
  try {
    response = await fetch(part.dataset.question, { headers: { Accept: "application/json" }, signal, ...posted });
  } catch (error) {
    throw error.name === "AbortError" ? error : new Trouble("unreachable");
  }
  if (response.status === 429) throw new Trouble("many");
  if (!response.ok || response.redirected) throw new Trouble("other");
  return response.json();
}

function onlyToken(form) {
  const fields = new FormData();
  fields.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  return fields;
}

// At most one question waits in a browser: what autofill offers ends when a button is pressed.
let waiting;

async function answer(part, more = {}) {
  if (!window.PublicKeyCredential || !navigator.credentials) throw new Trouble("unsupported");
  waiting?.abort();
  const mine = (waiting = new AbortController());
  const publicKey = await questionOf(part, mine.signal);
  const job = part.dataset.passkey === "create" ? "create" : "get";
  return written(await navigator.credentials[job]({ publicKey, signal: mine.signal, ...more }));
}

// Who signs in otherwise is asked nothing more: the question brings a session of nobody, and coming after the answer to the
// password it would end the session that has just begun.
let isLeaving = false;
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  isLeaving = true;
  waiting?.abort();
});

function say(part, role, sentence) {
  const line = part.querySelector(`[role=${role}]`);
  if (line) line.textContent = sentence;
}

function wordsFor(part, name) {
  const words = part.dataset.passkey === "create" ? { ...WORDS, ...WORDS_OF_MAKING } : WORDS;
  return words[name] ?? words.other;
}

async function pressed(part) {
  say(part, "alert", "");
  say(part, "status", "");
  try {
    take(part, await answer(part));
  } catch (trouble) {
    if (trouble.name !== "AbortError") say(part, "alert", wordsFor(part, trouble.name));
  }
}

function take(part, given) {
  if (part.dataset.passkey === "show") {
    part.closest("form").elements.passkey.value = given;
    say(part, "status", SHOWN);
  } else {
    part.elements.credential.value = given;
    part.requestSubmit();
  }
}

// The browser lists passkeys below the field for the e-mail; who never looks there never hears of it.
async function offer(part) {
  if (!(await window.PublicKeyCredential?.isConditionalMediationAvailable?.()) || isLeaving) return;
  try {
    take(part, await answer(part, { mediation: "conditional" }));
  } catch {
    // Nobody asked for a passkey, so there is nothing to say; the button still asks.
  }
}

for (const part of document.querySelectorAll("[data-passkey]")) {
  part.hidden = false;
  if (part.dataset.passkey === "show") {
    part.querySelector("button").addEventListener("click", () => pressed(part));
  } else {
    part.addEventListener("submit", (event) => {
      if (part.elements.credential.value) return;
      event.preventDefault();
      pressed(part);
    });
  }
  if ("autofill" in part.dataset) offer(part);
}

// Coming back with the Back button: an answer counts once.
window.addEventListener("pageshow", () => {
  isLeaving = false;
  for (const field of document.querySelectorAll("input[name=credential], input[name=passkey]")) field.value = "";
});
