// A file that was chosen is sent at once, unless the form says what is missing.

import assert from "node:assert/strict";
import { test } from "node:test";

import { sendWhenChosen } from "../../../../static/js/plans/word_in/upload.js";
import { element } from "../../page.js";

function chosen({ isValid }) {
  const file = element();
  const status = element();
  let sent = 0;
  const form = element({ parts: { "[type=file]": file }, reportValidity: () => isValid, requestSubmit: () => sent++ });
  sendWhenChosen(form, status);
  file.dispatchEvent(new Event("change"));
  return [sent, status.textContent];
}

test("a file is sent as soon as it is chosen", () => {
  assert.deepEqual(chosen({ isValid: true }), [1, "Reading the file. This takes a few seconds."]);
});

test("nothing is sent while something is missing", () => {
  assert.deepEqual(chosen({ isValid: false }), [0, ""]);
});
