// Words that somebody chose with the mouse, made whole: a choice that begins or ends inside a word means that word. What goes
// into the place of half a word would otherwise run into its other half.

const AT_END = /[\p{L}\p{M}\p{N}]+(?:['’\-][\p{L}\p{M}\p{N}]+)*['’\-]?$/u;
const AT_START = /^['’\-]?[\p{L}\p{M}\p{N}]+(?:['’\-][\p{L}\p{M}\p{N}]+)*/u;
const WORD_FIRST = /^['’\-]?[\p{L}\p{M}\p{N}]/u;
const WORD_LAST = /[\p{L}\p{M}\p{N}]['’\-]?$/u;

// `selected`: what the browser says is selected, a line for each paragraph or cell; `before`, `after`: the text of the paragraph
// the choice begins in up to it, and of the one it ends in from there. Of several paragraphs the first that says something
// counts, as on the server. Returns { quote, front, back }: the whole words, and how many letters of `before` and `after` are
// theirs; null where nothing is said.
export function wholeWords(selected, before, after) {
  const lines = selected.split(/[\n\t]/);
  const number = lines.findIndex((line) => line.trim());
  if (number < 0) return null;
  const line = lines[number];
  const isFirst = number === 0;
  const isLast = number === lines.length - 1;
  const front = isFirst && WORD_FIRST.test(line) ? (AT_END.exec(before)?.[0] ?? "") : "";
  const back = isLast && WORD_LAST.test(line) ? (AT_START.exec(after)?.[0] ?? "") : "";
  return { quote: `${front}${line}${back}`.trim(), front: front.length, back: back.length };
}
