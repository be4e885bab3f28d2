// How far a PDF is: the page is kept up to date, a screen reader is told now and then, and the end at once.

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { show, teller } from "../../../static/js/plans/book.js";

test("a line is said again only after a while, or when it is the last", () => {
  mock.timers.enable({ apis: ["Date"], now: 0 });
  const line = {};
  const tell = teller(line);
  tell("Page 3", false);
  assert.equal(line.textContent, undefined);
  mock.timers.setTime(20000);
  tell("Page 40", false);
  assert.equal(line.textContent, "Page 40");
  mock.timers.setTime(21000);
  tell("Page 41", false);
  assert.equal(line.textContent, "Page 40");
  tell("The PDF is ready.", true);
  assert.equal(line.textContent, "The PDF is ready.");
  mock.timers.reset();
});

// A place that says `words`; `put` is what was put into it.
function placeOf(words, { isWaiting }) {
  const put = [];
  const paragraph = { textContent: words, childNodes: [`text of ${words}`], replaceChildren: (...nodes) => put.push(["p", ...nodes]) };
  return {
    put,
    dataset: isWaiting ? { waiting: "" } : {},
    childNodes: [`all of ${words}`],
    querySelector: () => paragraph,
    replaceChildren: (...nodes) => put.push(["all", ...nodes]),
  };
}
const answer = (place) => ({ getElementById: () => place });

test("while it is made only the words change", () => {
  const [here, told] = [placeOf("Page 1", { isWaiting: true }), []];
  const goesOn = show(answer(placeOf(" Page 2 ", { isWaiting: true })), here, (...said) => told.push(said));
  assert.deepEqual([goesOn, here.put, told], [true, [["p", "text of  Page 2 "]], [["Page 2", false]]]);
  assert.ok("waiting" in here.dataset);
});

test("when it is made the whole place changes, once", () => {
  const [here, told] = [placeOf("Page 1", { isWaiting: true }), []];
  const goesOn = show(answer(placeOf("Ready", { isWaiting: false })), here, (...said) => told.push(said));
  assert.deepEqual([goesOn, here.put, told], [false, [["all", "all of Ready"]], [["Ready", true]]]);
  assert.deepEqual(here.dataset, {});
});

test("a page that says nothing of it ends the asking", () => {
  const here = placeOf("Page 1", { isWaiting: true });
  assert.deepEqual([show(answer(null), here, assert.fail), here.put], [false, []]);
});
