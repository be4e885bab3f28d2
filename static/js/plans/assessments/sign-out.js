// Before somebody signs out: what the portal has is taken off this phone. What is only on it stays, for the same account alone, and
// the page says so first.

import { dropPagesOfOthers } from "../../core/web/kept-pages.js";
import { tellOpenings } from "../../core/web/openings.js";
import { photoId, isWaiting } from "./sending.js";
import { KINDS, shelf } from "./shelf.js";
import { things } from "./status.js";

// What must not be lost: answers that were not sent, drafts, and the photos of both; ids by kind. `photos`: ids.
export function toKeep({ answers, drafts, photos }) {
  const kept = [...answers.filter(isWaiting), ...drafts];
  const named = new Set(kept.flatMap(({ walk, photos: hashes }) => hashes.map((sha256) => photoId(walk, sha256))));
  return {
    answers: answers.filter(isWaiting).map(({ id }) => id),
    drafts: drafts.map(({ id }) => id),
    photos: photos.filter((id) => named.has(id)),
  };
}

async function recordsOn(place) {
  return { answers: await place.all("answers"), drafts: await place.all("drafts"), photos: await place.ids("photos") };
}

// Takes away all that need not stay; says what did, as numbers.
export async function clear(place) {
  const records = await recordsOn(place);
  const kept = toKeep(records);
  for (const kind of KINDS) {
    const ids = await place.ids(kind);
    for (const id of ids) if (!kept[kind].includes(id)) await place.remove(kind, id);
  }
  return countsOf(kept);
}
const countsOf = (kept) => Object.fromEntries(KINDS.map((kind) => [kind, kept[kind].length]));

// What is said of that; "" where there is nothing.
export function sentence(kept, name) {
  const what = things(kept);
  if (!what) return "";
  const isOne = kept.answers + kept.photos === 1 || (!kept.answers && !kept.photos && kept.drafts === 1);
  const it = isOne ? "It stays" : "They stay";
  return `${what} of a site walk ${isOne ? "is" : "are"} only on this phone. ${it} on it for ${name} alone, and `
    + `${isOne ? "is" : "are"} sent when ${name} signs in here again and opens the walk.`;
}

async function begin(form) {
  const { account, name } = form.dataset;
  const place = shelf(account);
  const says = document.getElementById("kept-here");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    // A browser that keeps nothing has nothing to take away.
    await tellOpenings(account).catch(() => {});
    await clear(place).catch(() => {});
    await dropPagesOfOthers(null).catch(() => {});
    for (const worker of (await navigator.serviceWorker?.getRegistrations()) ?? []) await worker.unregister();
    form.submit();
  });
  const words = sentence(countsOf(toKeep(await recordsOn(place))), name);
  says.hidden = !words;
  says.textContent = words;
}

const form = globalThis.document?.querySelector("form[data-account]");
if (form) begin(form).catch(() => {});
