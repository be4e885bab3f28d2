// What is in the fields of an item and was not saved yet: kept on the phone while somebody writes, never sent, gone once saved.

import { photoId } from "./sending.js";

const IDLE = 300;
const AN_HOUR = 60 * 60 * 1000;

const draftId = (walk, item) => `${walk}/${item}`;
const isEmpty = (values) => !values.answer && !values.note && !values.photos.length;
const isSame = (one, other) =>
  ["answer", "note", "severity", "sureness"].every((name) => (one[name] ?? null) === (other[name] ?? null))
  && one.photos.join() === other.photos.join();

// draftsOf({ store, walk }) -> { of, later, now, drop }
export function draftsOf({ store, walk, timers = globalThis }) {
  let timer = null;
  let next = null;

  async function now() {
    timers.clearTimeout(timer);
    const keep = next;
    next = null;
    if (!keep) return;
    const { item, values, before } = keep;
    // What only repeats the answer that stands is no draft.
    if (isEmpty(values) || isSame(values, before)) await store.remove("drafts", draftId(walk, item));
    else await store.put("drafts", { id: draftId(walk, item), item, ...values });
  }
  return {
    of: (item) => store.get("drafts", draftId(walk, item)),
    // Keeps the values of an item a moment after the last change; `before`: those of the answer that stands.
    later(item, values, before) {
      next = { item, values, before };
      timers.clearTimeout(timer);
      timer = timers.setTimeout(now, IDLE);
    },
    now,
    async drop(item) {
      if (next?.item === item) next = null;
      await store.remove("drafts", draftId(walk, item));
    },
    isSame,
  };
}

async function isNamed(store, sha256) {
  const naming = [...(await store.all("answers")).filter((answer) => !answer.sent), ...(await store.all("drafts"))];
  return naming.some(({ photos }) => photos.includes(sha256));
}

// Takes a photo off the phone, unless an answer or a draft still names it.
export async function forgetPhoto({ store, walk, sha256 }) {
  if (!(await isNamed(store, sha256))) await store.remove("photos", photoId(walk, sha256));
}

// Takes one off that nothing names, such as when the page was closed the moment that it was chosen. A new one is left alone:
// another page may be about to name it.
export async function forgetOrphan({ store, id, now }) {
  const photo = await store.get("photos", id);
  if (photo && now - Date.parse(photo.at) > AN_HOUR && !(await isNamed(store, photo.sha256))) await store.remove("photos", id);
}
