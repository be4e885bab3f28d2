// Nothing typed is lost: five seconds after the last key, and whenever the text loses the focus, it is kept as the
// writer's own draft on the server; while that cannot be reached (no network, signed out), on this device.

const IDLE = 5000;
const AGAIN = 15000;

export function keepDrafts(form, text) {
  const status = document.getElementById("kept");
  const key = form.dataset.localKey;
  const field = (name) => form.elements[name];
  let dirty = false;
  let last = Promise.resolve();
  let next = null;
  let timer = null;
  let said = null;

  const state = () => ({ title: field("title").value, html: text.read(), base_version: field("base_version").value });

  // ---------------------------------------------------------------- what the writer is told

  function ago(moment) {
    const seconds = Math.round((Date.now() - moment) / 1000);
    if (seconds < 60) return seconds < 2 ? "just now" : `${seconds} seconds ago`;
    const minutes = Math.round(seconds / 60);
    return minutes === 1 ? "1 minute ago" : `${minutes} minutes ago`;
  }
  function say(words, moment) {
    said = { words, moment };
    status.textContent = moment ? `${words} ${ago(moment)}` : words;
  }
  // Silent for a screen reader, which has been told once.
  setInterval(() => {
    if (!said?.moment) return;
    status.setAttribute("aria-live", "off");
    status.textContent = `${said.words} ${ago(said.moment)}`;
  }, 10000);

  function onThisDevice(why) {
    try {
      localStorage.setItem(key, JSON.stringify({ ...state(), at: Date.now() }));
      status.setAttribute("aria-live", "polite");
      say(`${why} Draft kept on this device`, Date.now());
    } catch {
      say(`${why} This device keeps no drafts: copy your text before you leave.`);
    }
    return false;
  }

  // ---------------------------------------------------------------- keeping

  async function send() {
    const body = new FormData();
    for (const [name, value] of Object.entries(state())) body.append(name, value);
    body.append("writer", field("writer").value);
    body.append("csrfmiddlewaretoken", field("csrfmiddlewaretoken").value);
    let response, told;
    try {
      response = await fetch(form.dataset.draftUrl, { method: "POST", body, redirect: "manual" });
      if (response.type === "opaqueredirect") return signedOut();
      if (response.ok || response.status === 409) told = await response.json();
    } catch {
      // Not our server's answer: no network, or one that puts a page of its own before everything.
      return onThisDevice("No connection.");
    }
    if (response.status === 409) return onThisDevice(`${told.signed_in_as} is signed in now.`);
    if (!response.ok) return onThisDevice("The server did not take it.");
    localStorage.removeItem(key);
    tellOfNewer(told);
    status.setAttribute("aria-live", "polite");
    say("Draft kept", Date.now());
    return true;
  }

  function signedOut() {
    onThisDevice("You are signed out.");
    const link = document.createElement("a");
    link.href = form.dataset.signInUrl;
    link.textContent = "Sign in again";
    status.append(" ", link);
    said = null;
    return false;
  }

  function tellOfNewer(told) {
    if (!told.by) return;
    document.getElementById("newer-who").textContent =
      `${told.by} saved this section at ${told.at}, while you were writing.`;
    document.getElementById("newer").hidden = false;
  }

  // One after the other, so that older words never arrive after newer ones; who asks meanwhile shares the next.
  function keep() {
    clearTimeout(timer);
    next ??= last.then(() => {
      next = null;
      last = sendOnce();
      return last;
    });
    return next;
  }

  async function sendOnce() {
    dirty = false;
    const kept = await send();
    if (!kept) {
      dirty = true;
      clearTimeout(timer);
      timer = setTimeout(keep, AGAIN);
    }
    return kept;
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
  window.addEventListener("pagehide", () => dirty && onThisDevice(""));

  // ---------------------------------------------------------------- saving

  // The draft goes first: whatever becomes of the save, the words are kept. Signed out or without a network the form is
  // not sent, because its answer would replace this page.
  form.addEventListener("submit", async (event) => {
    if (form.dataset.kept) {
      delete form.dataset.kept;
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    if (!(await keep())) return;
    clearTimeout(timer);
    dirty = false;
    form.dataset.kept = "yes";
    form.requestSubmit(button);
  });

  // ---------------------------------------------------------------- words kept on this device before

  const kept = JSON.parse(localStorage.getItem(key) || "null");
  if (kept && kept.html !== text.read()) offer(kept);

  function offer(words) {
    const notice = document.getElementById("local");
    document.getElementById("local-when").textContent = `Typed ${new Date(words.at).toLocaleString()}.`;
    notice.hidden = false;
    document.getElementById("local-use").addEventListener("click", () => {
      field("title").value = words.title;
      field("base_version").value = words.base_version;
      text.write(words.html);
      notice.hidden = true;
      keep();
    });
    document.getElementById("local-drop").addEventListener("click", () => {
      localStorage.removeItem(key);
      notice.hidden = true;
    });
  }

  return { changed };
}
