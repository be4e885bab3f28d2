// Words chosen in a section's text can be commented on, and other words suggested for them. A note and its words light up
// together. Without a script both are done by paragraph, on pages of their own.

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

function chosen() {
  const selection = getSelection();
  if (!text || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  // Of several paragraphs the first that says something counts, as on the server.
  const quote = selection.toString().split(/[\n\t]/).map((line) => line.trim()).find(Boolean);
  if (!text.contains(range.commonAncestorContainer) || !quote) return null;
  const around = (setUp) => {
    const beside = document.createRange();
    beside.selectNodeContents(text);
    setUp(beside);
    return beside.toString();
  };
  return {
    quote,
    before: around((beside) => beside.setEnd(range.startContainer, range.startOffset)).slice(-AROUND),
    after: around((beside) => beside.setStart(range.endContainer, range.endOffset)).slice(0, AROUND),
    box: range.getBoundingClientRect(),
  };
}

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
