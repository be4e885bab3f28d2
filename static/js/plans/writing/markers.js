// What Word writes before an item of a list ("2.", "b)", "(iv)", "·"), and which list it means.

const NUMBER = /^\(?(?:\d{1,3}\.)*(\d{1,4})[.)]?$/;
const LETTER = /^\(?([a-z])[.)]$/i;
const ROMAN = /^\(?([ivxlc]{1,8})[.)]$/i;
const VALUES = { i: 1, v: 5, x: 10, l: 50, c: 100 };
// A mark of an unordered list: no letters but the "o" and "§" that Word takes from its symbol fonts.
const BULLET = /^(?:[^\p{L}\p{N}]{0,2}|[oOnqvØüà§])$/u;

function romanValue(numeral) {
  const digits = [...numeral.toLowerCase()].map((letter) => VALUES[letter]);
  return digits.reduce((sum, digit, at) => sum + (digit < (digits[at + 1] ?? 0) ? -digit : digit), 0);
}

const inCase = (letters, type) => (letters === letters.toUpperCase() ? type.toUpperCase() : type);

// { ordered, start, type, words } of the first marker of a list: `type` as in <ol type>, "" for numbers; `words` is what no list
// can say, such as "Step 1:", and has to stay in the text. A lone "i.", "v." or "x." counts as Roman.
export function markerOf(text) {
  const marker = text.replace(/[\s\u00a0]+/g, " ").trim();
  const item = { ordered: true, start: 1, type: "", words: "" };
  const number = NUMBER.exec(marker);
  if (number) return { ...item, start: Number(number[1]) };
  const letter = LETTER.exec(marker)?.[1];
  const roman = ROMAN.exec(marker)?.[1];
  if (roman && (!letter || /^[ivx]$/i.test(letter))) return { ...item, start: romanValue(roman), type: inCase(roman, "i") };
  if (letter) return { ...item, start: letter.toLowerCase().charCodeAt(0) - 96, type: inCase(letter, "a") };
  return { ...item, ordered: false, words: BULLET.test(marker) ? "" : marker };
}

// Which number an item has in a list of this type; null where its marker is of no such list.
export function numberIn(type, text) {
  const marker = text.replace(/[\s\u00a0]+/g, " ").trim();
  if (!type) return NUMBER.test(marker) ? Number(NUMBER.exec(marker)[1]) : null;
  const letters = (type.toLowerCase() === "i" ? ROMAN : LETTER).exec(marker)?.[1];
  if (!letters || inCase(letters, type.toLowerCase()) !== type) return null;
  return type.toLowerCase() === "i" ? romanValue(letters) : letters.toLowerCase().charCodeAt(0) - 96;
}
