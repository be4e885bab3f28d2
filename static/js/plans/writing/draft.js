// The title and text of a section as its page keeps them (core/web/draft.js).

import { keepWords } from "../../core/web/draft.js";

export function keepDrafts(form, text, says) {
  const field = (name) => form.elements[name];
  const words = {
    what: "this section",
    read: () => ({ title: field("title").value, html: text.read(), base_version: field("base_version").value }),
    write(kept) {
      field("title").value = kept.title;
      field("base_version").value = kept.base_version;
      text.write(kept.html);
    },
    isHere: (kept) => kept.html === text.read(),
    waiting: text.waiting,
    settled: text.settled,
  };
  const kept = keepWords(form, words, says);
  field("title").addEventListener("input", kept.changed);
  return kept;
}
