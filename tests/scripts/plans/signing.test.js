// The button of a sitting counts what is ticked.

import assert from "node:assert/strict";
import { test } from "node:test";

import { countOn, labelFor } from "../../../static/js/plans/signing.js";
import { element } from "../page.js";

test("the button says on how many it acts", () => {
  assert.deepEqual([0, 1, 2, 30].map((ticked) => labelFor(ticked, "Sign the ticked plans")), [
    "Sign the ticked plans", "Sign 1 plan", "Sign 2 plans", "Sign 30 plans",
  ]);
});

test("it counts at once, at each change, and when a page comes back", () => {
  const button = element({ textContent: "Sign the ticked plans" });
  const ticks = [{}];
  const form = element({ parts: { "button[type=submit]": button, "input[name=plans]:checked": ticks } });
  const page = element();
  countOn(form, page);
  assert.equal(button.textContent, "Sign 1 plan");
  ticks.push({});
  form.querySelectorAll = () => ticks;
  form.dispatchEvent(new Event("change"));
  assert.equal(button.textContent, "Sign 2 plans");
  ticks.length = 0;
  page.dispatchEvent(new Event("pageshow"));
  assert.equal(button.textContent, "Sign the ticked plans");
});
