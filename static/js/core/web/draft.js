// Nothing typed is lost: five seconds after the last key, and whenever the text loses the focus, it is kept as the
// writer's own draft on the server; while that cannot be reached (no network, signed out), on this device.

import { agoInWords } from "../look/moments.js";
import { onlyOne } from "../look/says.js";
import { onDevice } from "./device.js";
import { offerWords } from "./kept-words.js";
import { CONNECTED, lineFor, outcomeOf, saveGoesOn, whyNotSaved } from "./outcomes.js";
import { oneAtATime } from "./queue.js";

const IDLE = 5000;
const AGAIN = 15000;

// `words` is what is written on the page: read() gives its fields by name, write(fields) puts kept ones in, isHere(fields) says
// whether they are there already, `what` names it ("this section"); waiting() and settled() where something of it is on its way
// (pictures). Gives { changed }, to be called with each key.
export function keepWords(form, words, says) {
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

  // ---------------------------------------------------------------- what the writer is told

  function say(line, moment) {
    said = { line, moment };
    status.setAttribute("aria-live", "polite");
    status.textContent = moment ? `${line} ${agoInWords(moment, Date.now())}` : line;
  }
  // Silent for a screen reader, which has been told once.
  setInterval(() => {
    if (!said?.moment) return;
    status.setAttribute("aria-live", "off");
    status.textContent = `${said.line} ${agoInWords(said.moment, Date.now())}`;
  }, 10000);

  function keepHere(why) {
    const isKept = device.keep({ ...words.read(), at: Date.now() });
    if (isKept) say(`${why} Draft kept on this device`.trim(), Date.now());
    else say(`${why} This browser keeps no drafts: copy your text before you leave.`.trim());
    return isKept;
  }

  function tellWhy(outcome) {
    const why = whyNotSaved(outcome, { of: saveFailed ? "save" : "draft", onDevice: device.read() !== null });
    const address = outcome.kind === "refused" ? location.href.split("#")[0] : form.dataset.signInUrl;
    says.set("save", [{ ...why, address }]);
  }

  // ---------------------------------------------------------------- keeping

  async function send() {
    const body = new FormData();
    for (const [name, value] of Object.entries(words.read())) body.append(name, value);
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
    saveWaits = words.waiting?.() > 0;
    if (saveWaits) say("Sending the pictures first.");
    await words.settled?.();
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
      `${answer.by} saved ${words.what} at ${answer.at}, while you were writing.`;
    notices.show(newer);
  }

  // Words kept on this device before.
  const kept = device.read();
  if (kept && !words.isHere(kept)) offer(kept);

  function offer(older) {
    const use = () => {
      words.write(older);
      for (const notice of [local, ...document.querySelectorAll("[data-notice]")]) notices.drop(notice);
      keep();
    };
    const drop = () => {
      device.drop();
      notices.drop(local);
    };
    notices.show(offerWords({ words: older, use, drop }));
  }

  return { changed };
}
