// Draws the line of what is only on this phone, and what can be done about it.

import { lineOf, things } from "./status.js";

const TONES = { due: "notice notice-due", refused: "notice notice-overdue", quiet: "small quiet" };

// lineIn(place, { download, again, signIn, count }): `place` has a paragraph with role=status, and the three ways out; `count` says
// the same in short where the thumb is.
export function lineIn(place, { download, again, signIn, count }) {
  const [says, link, save, retry] = ["says", "sign-in", "download", "again"].map((name) => place.querySelector(`[data-walk=${name}]`));
  save.addEventListener("click", download);
  retry.addEventListener("click", again);

  return function draw(given) {
    const line = lineOf(given);
    place.hidden = false;
    place.className = TONES[line.tone];
    const words = `${line.head} ${line.what}`.trim();
    // Said already: a screen reader hears it once.
    if (says.textContent !== words) {
      const head = Object.assign(document.createElement("b"), { textContent: line.head });
      says.replaceChildren(...(line.head ? [head, " "] : []), line.what);
    }
    count.hidden = !line.download;
    count.textContent = `${things(given.here)} only on this phone`;
    link.hidden = !line.signIn;
    if (line.signIn) link.href = signIn();
    // What is in this page alone would be lost with it.
    link.target = given.memory?.answers || given.memory?.photos ? "_blank" : "";
    save.hidden = !line.download;
    retry.hidden = !(given.refused?.length || given.memory?.trouble);
  };
}
