// Minutes while they are written: what stands under each line of the agenda, and who else was there, kept as their writer's draft.

import { keepWords } from "../../core/web/draft.js";

const TEXT = "text_";
const isWord = (name) => name.startsWith(TEXT) || name === "guests";
const isOurs = (name) => isWord(name) || name.startsWith("version_");

export function keepMinutes(form, says) {
  const fields = () => [...form.elements].filter(({ name }) => isOurs(name));
  const words = {
    what: "words under an item",
    read: () => Object.fromEntries(fields().map(({ name, value }) => [name, value])),
    // Only what is on the page still; each text with the version that it was begun from.
    write(kept) {
      for (const field of fields()) field.value = kept[field.name] ?? field.value;
    },
    isHere: (kept) => fields().every(({ name, value }) => !isWord(name) || (kept[name] ?? value) === value),
  };
  const kept = keepWords(form, words, says);
  form.addEventListener("input", ({ target }) => isWord(target.name) && kept.changed());
  return kept;
}
