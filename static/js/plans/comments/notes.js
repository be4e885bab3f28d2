// Words chosen in a section's text can be commented on, and other words suggested for them. A note and its words light up
// together. Without a script both are done by paragraph, on pages of their own.

import { wholeWords } from "./chosen-words.js";

const text = document.getElementById("text");
const forms = { comment: document.getElementById("comment-form"), suggestion: document.getElementById("suggestion-form") };
const AROUND = 80;

// ---------------------------------------------------------------- a note and its words

function lightUp() {
  const key = location.hash.slice(1).replace(/^words-of-/, "");
  for (const each of document.querySelectorAll(".note.is-on, mark.is-on")) each.classList.remove("is-on");
  if (!/^(comment|suggestion)-\d+$/.test(key)) return;
  document.getElementById(key)?.classList.add("is-on");
  for (const mark of document.querySelectorAll(`mark[data-of~="${key}"]`)) mark.classList.add("is-on");
}
window.addEventListener("hashchange", lightUp);
lightUp();

// ---------------------------------------------------------------- words that are chosen

const BLOCK = "p, li, td, th, h1, h2, h3, h4, h5, h6";

function chosen() {
  const selection = getSelection();
  if (!text || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return null;
  const words = wholeWords(selection.toString(), ...besideIn(paragraphOf, range));
  if (!words) return null;
  const [before, after] = besideIn(() => text, range);
  return {
    quote: words.quote,
    before: before.slice(0, before.length - words.front).slice(-AROUND),
    after: after.slice(words.back).slice(0, AROUND),
    box: range.getBoundingClientRect(),
  };
}

// The text before and after a range, within what holds its beginning and its end.
function besideIn(holder, { startContainer, startOffset, endContainer, endOffset }) {
  const beside = document.createRange();
  beside.selectNodeContents(holder(startContainer));
  beside.setEnd(startContainer, startOffset);
  const before = beside.toString();
  beside.selectNodeContents(holder(endContainer));
  beside.setStart(endContainer, endOffset);
  return [before, beside.toString()];
}

const paragraphOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest(BLOCK) ?? text;

function fill(form, words) {
  for (const name of ["quote", "before", "after"]) form.elements[name].value = words?.[name] ?? "";
  const shown = form.querySelector(".chosen");
  shown.hidden = !words;
  shown.querySelector(".quote").textContent = words?.quote ?? "";
}

function open(kind, words) {
  const form = forms[kind];
  fill(form, words);
  form.hidden = false;
  bar.hidden = true;
  const field = form.querySelector("textarea");
  if (kind === "suggestion") field.value = words.quote;
  field.focus();
  form.scrollIntoView({ block: "center" });
}

for (const button of document.querySelectorAll("button[data-drop]")) {
  button.addEventListener("click", () => {
    const form = forms[button.dataset.drop];
    fill(form, null);
    if (button.dataset.drop === "suggestion") form.hidden = true;
  });
}

// The bar stands by the words, on a phone at the foot of the screen. Pressing it must not take the selection away.
const bar = document.createElement("div");
bar.className = "words-bar";
bar.setAttribute("role", "toolbar");
bar.setAttribute("aria-label", "What to do with the chosen words");
bar.hidden = true;
const LABELS = { comment: "Comment on these words", suggestion: "Suggest other words" };
for (const [kind, label] of Object.entries(LABELS)) {
  if (!forms[kind]) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm btn-primary";
  button.textContent = label;
  button.addEventListener("click", () => {
    const words = chosen();
    if (words) open(kind, words);
  });
  bar.append(button);
}
bar.addEventListener("pointerdown", (event) => event.preventDefault());

function offer() {
  const words = bar.childElementCount ? chosen() : null;
  bar.hidden = !words;
  if (!words) return;
  bar.style.setProperty("--words-top", `${words.box.bottom + window.scrollY + 6}px`);
  bar.style.setProperty("--words-left", `${Math.max(8, words.box.left + window.scrollX)}px`);
}

if (text) {
  document.body.append(bar);
  document.addEventListener("selectionchange", offer);
}
