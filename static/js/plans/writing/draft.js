// Nothing typed is lost: five seconds after the last key, and whenever the text loses the focus, it is kept as the
// writer's own draft on the server; while that cannot be reached (no network, signed out), on this device.

import { agoInWords } from "../../core/look/moments.js";
import { onlyOne } from "../../core/look/says.js";
import { onDevice } from "../../core/web/device.js";
import { oneAtATime } from "../../core/web/queue.js";
import { offerWords } from "./kept-words.js";
import { CONNECTED, lineFor, outcomeOf, saveGoesOn, whyNotSaved } from "./outcomes.js";

const IDLE = 5000;
const AGAIN = 15000;

export function keepDrafts(form, text, says) {
  const status = document.getElementById("kept");
  const device = onDevice(form.dataset.localKey);
  const field = (name) => form.elements[name];
  let dirty = false;
  let timer = null;
  let said = null;
  // Somebody pressed the button, and the text is not saved since.
  let saveFailed = false;
  // A save was asked for and waits for pictures on their way: the line beside the button says so until they are there.
  let saveWaits = false;

  const state = () => ({ title: field("title").value, html: text.read(), base_version: field("base_version").value });

  // ---------------------------------------------------------------- what the writer is told

  function say(words, moment) {
    said = { words, moment };
    status.setAttribute("aria-live", "polite");
    status.textContent = moment ? `${words} ${agoInWords(moment, Date.now())}` : words;
  }
  // Silent for a screen reader, which has been told once.
  setInterval(() => {
    if (!said?.moment) return;
    status.setAttribute("aria-live", "off");
    status.textContent = `${said.words} ${agoInWords(said.moment, Date.now())}`;
  }, 10000);

  function keepHere(why) {
    const isKept = device.keep({ ...state(), at: Date.now() });
    if (isKept) say(`${why} Draft kept on this device`.trim(), Date.now());
    else say(`${why} This browser keeps no drafts: copy your text before you leave.`.trim());
    return isKept;
  }

  function tellWhy(outcome) {
    const words = whyNotSaved(outcome, { of: saveFailed ? "save" : "draft", onDevice: device.read() !== null });
    const address = outcome.kind === "refused" ? location.href.split("#")[0] : form.dataset.signInUrl;
    says.set("save", [{ ...words, address }]);
  }

  // ---------------------------------------------------------------- keeping

  async function send() {
    const body = new FormData();
    for (const [name, value] of Object.entries(state())) body.append(name, value);
    body.append("writer", field("writer").value);
    body.append("csrfmiddlewaretoken", field("csrfmiddlewaretoken").value);
    const response = await fetch(form.dataset.draftUrl, { method: "POST", body, redirect: "manual" }).catch(() => null);
    return outcomeOf(response);
  }

  function isKept({ answer }) {
    device.drop();
    tellOfNewer(answer);
    says.set("save", saveFailed ? [CONNECTED] : []);
    if (!saveWaits) say("Draft kept", Date.now());
  }

  function isNotKept(outcome) {
    keepHere(lineFor(outcome));
    // Without a network the line beside the button says enough; what asks for a deed is said in full.
    if (outcome.kind !== "offline" || saveFailed) tellWhy(outcome);
  }

  // Whatever goes wrong on the way, the words stay to be kept, and are tried again.
  async function attempt() {
    dirty = false;
    let outcome = { kind: "server" };
    try {
      outcome = await send();
      if (outcome.kind === "kept") isKept(outcome);
      else isNotKept(outcome);
    } finally {
      if (outcome.kind !== "kept") {
        dirty = true;
        clearTimeout(timer);
        timer = setTimeout(keep, AGAIN);
      }
    }
    return outcome;
  }

  const ask = oneAtATime(attempt);
  function keep() {
    clearTimeout(timer);
    return ask();
  }

  function changed() {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(keep, IDLE);
  }
  const keepNow = () => dirty && keep();

  form.addEventListener("focusout", keepNow);
  field("title").addEventListener("input", changed);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keepNow());
  window.addEventListener("online", keepNow);
  // Leaving for good: a request may not get through, this device does.
  window.addEventListener("pagehide", () => dirty && keepHere(""));

  // ---------------------------------------------------------------- saving

  // The draft goes first: whatever becomes of the save, the words are kept. Signed out or without a network the form is
  // not sent, because its answer would replace this page. An error on the way here never stands in the way of the save.
  form.addEventListener("submit", async (event) => {
    if (form.dataset.kept) {
      delete form.dataset.kept;
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    let outcome = { kind: "server" };
    saveFailed = false;
    try {
      outcome = await keptBeforeSave();
      saveFailed = !saveGoesOn(outcome);
      if (saveFailed) tellWhy(outcome);
    } finally {
      if (saveGoesOn(outcome)) sendForm(button);
    }
  });

  async function keptBeforeSave() {
    saveWaits = text.waiting() > 0;
    if (saveWaits) say("Sending the pictures first.");
    await text.settled();
    saveWaits = false;
    return keep();
  }

  function sendForm(button) {
    clearTimeout(timer);
    dirty = false;
    form.dataset.kept = "yes";
    form.requestSubmit(button);
  }

  // ---------------------------------------------------------------- one notice at the head of the page

  const local = document.getElementById("local");
  const newer = document.getElementById("newer");
  const notices = onlyOne([local, newer, ...document.querySelectorAll("[data-notice]")]);

  function tellOfNewer(answer) {
    if (!answer.by) return;
    document.getElementById("newer-who").textContent =
      `${answer.by} saved this section at ${answer.at}, while you were writing.`;
    notices.show(newer);
  }

  // Words kept on this device before.
  const kept = device.read();
  if (kept && kept.html !== text.read()) offer(kept);

  function offer(words) {
    const use = () => {
      field("title").value = words.title;
      field("base_version").value = words.base_version;
      text.write(words.html);
      for (const notice of [local, ...document.querySelectorAll("[data-notice]")]) notices.drop(notice);
      keep();
    };
    const drop = () => {
      device.drop();
      notices.drop(local);
    };
    notices.show(offerWords({ words, use, drop }));
  }

  return { changed };
}
