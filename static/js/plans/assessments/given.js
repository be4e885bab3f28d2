// Who answered an item, when and what: every answer is kept, the latest counts, and the item says so.

import { dayInWords, momentInWords } from "../../core/look/moments.js";

const byMoment = (one, other) => Date.parse(other.answered_at) - Date.parse(one.answered_at);

function moment(at, now) {
  const when = new Date(at);
  const today = dayInWords(when, now).startsWith("today at ");
  const words = momentInWords(when, now);
  return today ? words.split(", ").at(-1) : words;
}
const where = (answer) => (answer.refused ? ", not taken" : answer.onPhone && !answer.sent ? ", only on this phone" : "");

// Lines, the answer that counts first: "Answered 10:42 am by Lee: No". `item.given` are those of the portal, `here` those of this
// phone; `words`: the words of the codes; `name`: whose phone it is.
export function linesOf({ item, here, words, name, now }) {
  const own = here.filter((answer) => answer.item === item.code).map((answer) => ({ ...answer, by: name, onPhone: true }));
  const all = [...own, ...item.given].sort(byMoment);
  return all.map((answer, number) => {
    const said = `${moment(answer.answered_at, now)} by ${answer.by}: ${words[answer.answer]}${where(answer)}`;
    if (number) return `Before that, ${said}. Kept.`;
    if (answer.sent?.counts === false) return `Answered ${said}. Kept; a later answer of somebody else counts.`;
    return all.length === 1 ? `Answered ${said}.` : `Answered ${said}. This counts, as the latest.`;
  });
}
