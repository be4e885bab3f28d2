// The line of what is only on this phone says each time how much, why, and what to do.

import assert from "node:assert/strict";
import { test } from "node:test";

import { lineOf, things } from "../../../../static/js/plans/assessments/status.js";

const said = (given) => {
  const { head, what } = lineOf({ here: { answers: 0, photos: 0 }, state: "sent", ...given });
  return `${head} ${what}`.trim();
};
const SEVEN = { answers: 7, photos: 0 };

test("things are counted in words", () => {
  assert.equal(things({ answers: 3, photos: 2 }), "3 answers and 2 photos");
  assert.equal(things({ answers: 1, photos: 0 }), "1 answer");
  assert.equal(things({ answers: 0, photos: 1 }), "1 photo");
  assert.equal(things({ answers: 0, photos: 0, drafts: 1 }), "1 draft");
});

const SAID = [
  [{}, "Nothing is only on this phone."],
  [{ here: SEVEN, state: "sending" }, "Sending. 7 answers are only on this phone."],
  [{ here: { answers: 0, photos: 1 } }, "1 photo is only on this phone."],
  [{ state: "offline" }, "No signal. Nothing is only on this phone. You can go on."],
  [
    { here: { answers: 3, photos: 2 }, state: "offline" },
    "No signal. 3 answers and 2 photos are only on this phone and are sent when you are back. You can go on.",
  ],
  [{ here: SEVEN, state: "busy" }, "The portal does not answer. 7 answers are only on this phone. It is tried again by itself. You can go on."],
  [
    { here: { answers: 1, photos: 0 }, state: "signed_out" },
    "You are signed out. 1 answer is only on this phone, kept there, and sent once you are signed in. You can go on.",
  ],
  [
    { here: SEVEN, state: "other_account" },
    "Another account is signed in on this phone. 7 answers are only on this phone, kept there for you alone, and sent once you are "
      + "signed in again. You can go on.",
  ],
  [{ state: "signed_out" }, "You are signed out. Nothing is only on this phone. You can go on."],
  [
    { here: SEVEN, memory: { answers: 2, photos: 1, drafts: 0, trouble: "full" } },
    "This phone is full. 7 answers are only on this phone, 2 answers and 1 photo of it in this page alone: leave it open until all is "
      + "sent, or download what is not sent, or make room on the phone.",
  ],
  [
    { here: SEVEN, memory: { answers: 7, photos: 0, drafts: 0, trouble: "blocked" } },
    "This browser keeps nothing on this phone. 7 answers are only on this phone, 7 answers of it in this page alone: leave it open "
      + "until all is sent, or download what is not sent.",
  ],
  [
    { here: { answers: 2, photos: 0 }, refused: ["This walk was finished.", "This walk was finished."] },
    "2 answers were not taken. This walk was finished. 2 answers are only on this phone: answer anew, or download what is not sent.",
  ],
];
for (const [given, words] of SAID) test(words, () => assert.equal(said(given), words));

test("one button when signed out, a way to download whenever something is only here", () => {
  const line = (given) => lineOf({ here: SEVEN, state: "sent", ...given });
  assert.deepEqual([line({ state: "signed_out" }).signIn, line({}).signIn], [true, false]);
  assert.deepEqual([line({}).download, line({ here: { answers: 0, photos: 0 } }).download], [true, false]);
  assert.deepEqual([line({ state: "offline" }).tone, line({}).tone, line({ refused: ["x"] }).tone], ["due", "quiet", "refused"]);
});
