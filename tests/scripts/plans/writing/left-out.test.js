// What did not come along with a paste is counted, and says what to do.

import assert from "node:assert/strict";
import { test } from "node:test";

import { leftOutInWords, nothingLeftOut } from "../../../../static/js/plans/writing/left-out.js";

test("what was left out is counted and says what to do", () => {
  const words = (counts, takesPictures = true) => leftOutInWords({ ...nothingLeftOut(), ...counts }, { takesPictures });
  assert.deepEqual(words({}), []);
  assert.deepEqual(words({ pictures: 1 }), [
    { head: "1 picture was not pasted.", what: "Save it as a file, then insert it with the Picture tool." },
  ]);
  const [pictures, links] = words({ links: 1, pictures: 2 });
  assert.equal(pictures.head, "2 pictures were not pasted.");
  assert.equal(links.head, "1 link was not pasted; its words were.");
  assert.match(words({ pictures: 2 }, false)[0].what, /^A suggestion cannot bring a picture/);
});
