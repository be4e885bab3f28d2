// The walk of a site on a phone: one item a screen. What is answered is kept on the phone first, and sent from there.

import { onKeys } from "../../core/look/keys.js";
import { oneAtATime } from "../../core/web/queue.js";
import { fetching } from "./fetching.js";
import { itemsIn } from "./items.js";
import { lineIn } from "./line.js";
import { keepForOffline } from "./offline.js";
import { download } from "./packing.js";
import { keepSending, onlyHere, runOf } from "./sending.js";
import { shelf } from "./shelf.js";
import { storeOf } from "./store.js";

// Less than this many bytes of room, and whoever begins to walk is told.
const LITTLE_ROOM = 100 * 1024 * 1024;

const nameOf = ({ account, walk }) => `safety-portal walk ${account} ${walk}`;

// One page of this phone sends at a time; without Web Locks two may, and the portal keeps each once all the same.
const aloneUnder = (name) => (run) => (navigator.locks ? navigator.locks.request(name, run) : run());

async function begin(form, data) {
  const store = storeOf(shelf(data.account), data.walk);
  const channel = new BroadcastChannel(nameOf(data));
  const items = itemsIn({ form, data, store, changed });
  const part = (name) => document.querySelector(`[data-walk=${name}]`);
  const draw = lineIn(part("line"), { download: () => download(store, data), again, signIn, count: part("count") });
  let state = navigator.onLine ? "sent" : "offline";

  const run = runOf({ store, walk: data.walk, send: fetching(data), told: changedHere });
  const sending = keepSending({
    run: async () => {
      if ((await onlyHere(store)).answers.some(({ refused }) => !refused)) await show("sending");
      return run();
    },
    ask: oneAtATime,
    alone: aloneUnder(nameOf(data)),
    heard: ({ kind }) => show(kind !== "taken" ? kind : navigator.onLine ? "sent" : "offline"),
  });

  async function show(now) {
    state = now;
    await refresh();
  }
  async function refresh() {
    await items.refresh();
    const { answers, photos } = await onlyHere(store);
    const refused = answers.filter((answer) => answer.refused).map((answer) => answer.refused);
    draw({ here: { answers: answers.length, photos }, state, refused, memory: store.inMemory() });
  }
  // Something was kept or taken away here: other pages of this phone show it, too.
  async function changedHere() {
    channel.postMessage("changed");
    await refresh();
  }
  async function changed({ isAnswer } = {}) {
    await changedHere();
    if (isAnswer) sending.hope();
  }
  async function again() {
    await store.settle();
    for (const answer of await store.all("answers")) if (answer.refused) await store.put("answers", { ...answer, refused: "" });
    await sending.hope();
  }
  function signIn() {
    return `${data.sign_in_url}?next=${encodeURIComponent(location.pathname + location.hash)}`;
  }

  listen({ items, sending, store, show });
  channel.addEventListener("message", refresh);
  await items.begin();
  await refresh();
  tellOfRoom(data);
  // What was refused when this page was last open may be taken by now.
  await again();
}

function listen({ items, sending, store, show }) {
  window.addEventListener("online", () => sending.hope());
  window.addEventListener("offline", () => show("offline"));
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? items.leave() : sending.hope()));
  window.addEventListener("pagehide", () => items.leave());
  window.addEventListener("hashchange", () => items.show());
  window.addEventListener("beforeunload", (event) => {
    const { answers, photos } = store.inMemory();
    if (answers + photos) event.preventDefault();
  });
  const choose = (number) => () => items.choose(number);
  onKeys(document, {
    1: choose(0),
    2: choose(1),
    3: choose(2),
    4: choose(3),
    // In a field and on a link Enter does what it does everywhere.
    Enter: ({ target }) => (target.closest("a, button, summary, input, select, textarea") ? false : items.save()),
  });
}

// Whether the walk opens without a signal, and whether the phone has room for it.
async function tellOfRoom(data) {
  const place = document.querySelector("[data-walk=offline]");
  const isKept = await keepForOffline(data);
  place.dataset.kept = isKept ? "yes" : "no";
  place.textContent = isKept
    ? "This walk is on this phone now: it opens and goes on without a signal."
    : "This browser cannot open the walk without a signal: leave this page open while you walk.";
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  if (quota - usage < LITTLE_ROOM) place.append(" There is little room left on this phone: make some before you take photos.");
  await navigator.storage?.persist?.();
}

const data = globalThis.document?.getElementById("walk-data");
const form = globalThis.document?.querySelector("form[data-walk-page]");
// Without https a browser keeps and hashes nothing: then the form does as it is.
if (globalThis.isSecureContext && data) begin(form, JSON.parse(data.textContent));
