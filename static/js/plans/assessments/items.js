// The items of a walk, one after the other: which is shown, what was answered, and what is in the fields.

import { draftsOf, forgetOrphan, forgetPhoto } from "./drafts.js";
import { linesOf } from "./given.js";
import { madeSmaller, NotRead, room, TOO_MANY } from "./photos.js";
import { countsOf, followingOf, hashOf, placeOf, progressOf } from "./progress.js";
import { drawProgress } from "./progress-view.js";
import { screenOf } from "./screen.js";
import { photoId } from "./sending.js";

const NOTHING = { answer: "", note: "", severity: null, sureness: null, photos: [] };
const CHOOSE = "Choose one of the four answers, or skip this item.";

// itemsIn({ form, data, store, changed }): `changed({ isAnswer })` is called after something was kept or taken away.
export function itemsIn({ form, data, store, changed }) {
  const { items, walk } = data;
  const screen = screenOf(form);
  const drafts = draftsOf({ store, walk });
  let here = [];
  let place = 0;
  let photos = [];
  let isSaving = false;
  // Photos on their way into the store, and items on their way to the screen, one after the other.
  let last = Promise.resolve();
  const inTurn = (act) => (last = last.then(act, act));

  const item = () => items[place];
  const standing = () => ({ ...NOTHING, ...countsOf(item(), here) });
  const values = () => ({ ...screen.read(), photos: photos.map(({ sha256 }) => sha256) });
  const draft = () => drafts.later(item().code, values(), standing());

  async function refresh() {
    here = await store.all("answers");
    drawProgress(document, { progress: progressOf(items, here), labels: data.words, title: item().layer_title, place: place + 1 });
    screen.given(linesOf({ item: item(), here, words: data.words, name: data.name, now: new Date() }));
    const waiting = new Set(await store.ids("photos"));
    screen.photos(photos.map((photo) => ({ ...photo, isHere: waiting.has(photo.id) })), { remove: removePhoto, address: data.photos_url });
  }
  const record = async (sha256) => (await store.get("photos", photoId(walk, sha256))) ?? { id: photoId(walk, sha256), sha256 };

  const show = () => inTurn(async () => {
    await drafts.now();
    here = await store.all("answers");
    place = placeOf(items, here, location.hash.slice(1));
    const shown = (await drafts.of(item().code)) ?? standing();
    photos = await Promise.all(shown.photos.map(record));
    screen.show({ item: item(), values: shown });
    screen.lead({ back: items[place - 1], skip: items[place + 1] });
    await refresh();
  });

  async function go(code) {
    history.pushState(null, "", hashOf(code));
    await show();
    screen.focus();
  }

  // ---------------------------------------------------------------- photos

  const addPhotos = (files) => inTurn(async () => {
    screen.say("photo-says", files.length === 1 ? "Making the photo smaller." : "Making the photos smaller.");
    const fitting = files.slice(0, room(photos.length));
    const faults = fitting.length < files.length ? [TOO_MANY] : [];
    for (const file of fitting) await addPhoto(file, faults);
    screen.say("photo-says", "");
    screen.say("photo-fault", faults.join(" "));
    draft();
    await drafts.now();
    await changed();
  });

  async function addPhoto(file, faults) {
    try {
      const { sha256, bytes } = await madeSmaller(file);
      if (photos.some((photo) => photo.sha256 === sha256)) return;
      const kept = { id: photoId(walk, sha256), sha256, bytes, at: new Date().toISOString() };
      await store.put("photos", kept);
      photos.push(kept);
    } catch (error) {
      if (!(error instanceof NotRead)) throw error;
      faults.push(error.message);
    }
  }

  const removePhoto = ({ sha256 }) => inTurn(async () => {
    photos = photos.filter((photo) => photo.sha256 !== sha256);
    draft();
    await drafts.now();
    await forgetPhoto({ store, walk, sha256 });
    await changed();
  });

  // ---------------------------------------------------------------- answers

  async function save() {
    if (isSaving) return;
    isSaving = true;
    try {
      // Photos on their way belong to this answer.
      await last;
      if (!screen.read().answer) return screen.say("answer-fault", CHOOSE);
      if (!drafts.isSame(values(), standing())) await keep();
      const following = followingOf(items, here, place);
      screen.done(!following);
      if (following) await go(following);
    } finally {
      isSaving = false;
    }
  }

  async function keep() {
    const { code } = item();
    const replaced = here.filter((answer) => answer.item === code && answer.refused);
    await store.put("answers", { id: crypto.randomUUID(), item: code, ...values(), answered_at: new Date().toISOString() });
    // What the portal did not take is in the new one.
    for (const { id } of replaced) await store.remove("answers", id);
    await drafts.drop(code);
    here = await store.all("answers");
    await changed({ isAnswer: true });
  }

  // The portal showed them on this page: it has them, and the phone need not.
  async function forgetKnown() {
    const known = new Set(items.flatMap(({ given }) => given.map(({ key }) => key)));
    for (const { id, sent } of await store.all("answers")) if (sent && known.has(id)) await store.remove("answers", id);
    for (const id of await store.ids("photos")) await forgetOrphan({ store, id, now: Date.now() });
  }

  async function begin() {
    form.addEventListener("submit", (event) => (event.preventDefault(), save()));
    form.addEventListener("input", () => (screen.rating(), draft()));
    form.elements.photos.addEventListener("change", ({ target }) => {
      const files = [...target.files];
      target.value = "";
      addPhotos(files);
    });
    // A link of another page names an item to the portal, too, which draws it where no script does.
    const named = new URLSearchParams(location.search).get("item");
    if (named) history.replaceState(null, "", location.pathname + hashOf(named));
    await forgetKnown();
    await show();
  }

  return {
    begin,
    refresh,
    show: () => show().then(screen.focus),
    save: () => form.requestSubmit(),
    leave: () => drafts.now(),
    choose: (number) => (screen.choose(number), draft()),
  };
}
