// Of several notices at the head of a page one is shown.

import assert from "node:assert/strict";
import { test } from "node:test";

import { onlyOne } from "../../../../static/js/core/look/says.js";

const shown = (notices) => notices.filter((notice) => !notice.hidden).map((notice) => notice.name);
const three = () => [{ name: "local", hidden: true }, { name: "newer", hidden: true }, { name: "draft", hidden: false }];

test("what waits for an answer comes before what is told", () => {
  const notices = three();
  const [local, newer, draft] = notices;
  const box = onlyOne(notices);
  box.show(newer);
  assert.deepEqual(shown(notices), ["newer"]);
  box.show(local);
  assert.deepEqual(shown(notices), ["local"]);
  box.drop(local);
  assert.deepEqual(shown(notices), ["newer"]);
  box.drop(newer);
  assert.deepEqual(shown(notices), ["draft"]);
  box.drop(draft);
  assert.deepEqual(shown(notices), []);
});
