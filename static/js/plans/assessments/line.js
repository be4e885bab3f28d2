// Draws the line of what is only on this phone, and what can be done about it.

import { lineOf } from "./status.js";

const TONES = { due: "notice notice-due", refused: "notice notice-overdue", quiet: "small quiet" };

// lineIn(place, { download, again, signIn }): `place` has a paragraph with role=status, and the three ways out.
export function lineIn(place, { download, again, signIn }) {
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
    link.hidden = !line.signIn;
    if (line.signIn) link.href = signIn();
    save.hidden = !line.download;
    retry.hidden = !(given.refused?.length || given.memory?.trouble);
  };
}
