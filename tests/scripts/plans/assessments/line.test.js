// The line is drawn once for each thing it has to say, with the ways out that help.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { lineIn } from "../../../../static/js/plans/assessments/line.js";
import { element, event } from "../../page.js";

const PARTS = ["says", "sign-in", "download", "again"];
let drawn = 0;

function line() {
  const parts = Object.fromEntries(PARTS.map((name) => [`[data-walk=${name}]`, element({ hidden: true })]));
  const [says, link, save, again] = Object.values(parts);
  says.replaceChildren = (...words) => {
    drawn++;
    says.textContent = words.map((word) => word.textContent ?? word).join("");
  };
  const [place, count, done] = [element({ parts, hidden: true }), element({ hidden: true }), []];
  const draw = lineIn(place, { download: () => done.push("download"), again: () => done.push("again"), signIn: () => "/sign-in/?next=/walk/", count });
  return { place, says, link, save, again, count, draw, done };
}

beforeEach(() => {
  drawn = 0;
  globalThis.document = { createElement: () => element() };
});
afterEach(() => delete globalThis.document);

const SEVEN = { answers: 7, photos: 0 };

test("what is said already is not said again", () => {
  const { draw, says, place } = line();
  draw({ here: SEVEN, state: "offline" });
  draw({ here: SEVEN, state: "offline" });
  assert.equal(says.textContent, "No signal. 7 answers are only on this phone and are sent when you are back. You can go on.");
  assert.deepEqual([drawn, place.hidden, place.className], [1, false, "notice notice-due"]);
});

test("the count is where the thumb is, and gone with what it counts", () => {
  const { draw, count } = line();
  draw({ here: SEVEN, state: "sending" });
  assert.deepEqual([count.hidden, count.textContent], [false, "7 answers only on this phone"]);
  draw({ here: { answers: 0, photos: 0 }, state: "sent" });
  assert.equal(count.hidden, true);
});

test("signed out one link leads to the page that signs in, in another tab where this one must not be left", () => {
  const { draw, link } = line();
  draw({ here: SEVEN, state: "signed_out" });
  assert.deepEqual([link.hidden, link.href, link.target], [false, "/sign-in/?next=/walk/", ""]);
  draw({ here: SEVEN, state: "signed_out", memory: { answers: 1, photos: 0, drafts: 0, trouble: "full" } });
  assert.equal(link.target, "_blank");
  draw({ here: SEVEN, state: "offline" });
  assert.equal(link.hidden, true);
});

test("what was not taken, or not kept, can be tried again and downloaded", () => {
  const { draw, again, save, done } = line();
  draw({ here: SEVEN, state: "sent", refused: ["This walk was finished."] });
  assert.deepEqual([again.hidden, save.hidden], [false, false]);
  again.dispatchEvent(event("click"));
  save.dispatchEvent(event("click"));
  assert.deepEqual(done, ["again", "download"]);
  draw({ here: SEVEN, state: "offline" });
  assert.equal(again.hidden, true);
});
