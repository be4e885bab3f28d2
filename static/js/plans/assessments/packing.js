// All of a walk that is only on this phone, as one zip: the way out when nothing else goes.

import { momentInWords } from "../../core/look/moments.js";
import { onlyHere } from "./sending.js";
import { zip } from "./zip.js";

const README = (about, moment) =>
  `Answers and photos of ${about.title} that were only on the phone of ${about.name} on ${momentInWords(moment, new Date(0))}.\n\n`
  + "RESTRICTED. Give it to nobody but an administrator of the coalition.\n"
  + "answers.json: the answers, and drafts that were not saved. photos: each under the SHA-256 of its content.\n"
  + "The answers can be entered by hand on any computer: open the walk there.\n";

const asBytes = (text) => new TextEncoder().encode(text);

// The files of the zip: [{ name, bytes }]. `about`: { account, name, walk, title }.
export async function packed(store, about, moment) {
  const { answers } = await onlyHere(store);
  const [photos, drafts] = [await store.all("photos"), await store.all("drafts")];
  const said = { ...about, packed_at: moment.toISOString(), answers, drafts };
  return [
    { name: "READ ME.txt", bytes: asBytes(README(about, moment)) },
    { name: "answers.json", bytes: asBytes(JSON.stringify(said, null, 2)) },
    ...photos.map(({ sha256, bytes }) => ({ name: `photos/${sha256}.jpg`, bytes: new Uint8Array(bytes) })),
  ];
}

// Saves the zip among the downloads of the phone.
export async function download(store, about) {
  const moment = new Date();
  const file = new Blob([zip(await packed(store, about, moment), moment)], { type: "application/zip" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `walk-${about.walk}-only-on-phone.zip`;
  link.click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
