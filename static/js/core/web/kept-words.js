// Words that this device kept because they could not be sent, offered when their page is opened again.

import { dayInWords } from "../look/moments.js";

// offerWords({ words, use, drop }): fills in the notice and gives it back, for the page to show. `use` or `drop` is called once.
export function offerWords({ words, use, drop }) {
  document.getElementById("local-when").textContent = `Typed ${dayInWords(new Date(words.at), new Date())}.`;
  document.getElementById("local-use").addEventListener("click", use, { once: true });
  document.getElementById("local-drop").addEventListener("click", drop, { once: true });
  return document.getElementById("local");
}
