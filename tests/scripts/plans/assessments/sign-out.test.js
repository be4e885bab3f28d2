// Signing out takes off the phone what the portal has; what is only there stays, and is said.

import assert from "node:assert/strict";
import { test } from "node:test";

import { photoId } from "../../../../static/js/plans/assessments/sending.js";
import { clear, sentence } from "../../../../static/js/plans/assessments/sign-out.js";
import { shelfInMemory } from "../../shelf.js";

async function phone({ waiting }) {
  const shelf = shelfInMemory();
  const put = (kind, record) => shelf.put(kind, { walk: "7", photos: [], ...record });
  await put("answers", { id: "sent", sent: { key: "sent" }, photos: ["s"] });
  await put("photos", { id: photoId("7", "nobody"), sha256: "nobody", bytes: new ArrayBuffer(1) });
  if (waiting) {
    await put("answers", { id: "waiting", photos: ["p"] });
    await put("photos", { id: photoId("7", "p"), sha256: "p", bytes: new ArrayBuffer(1) });
    await put("drafts", { id: "7/building.01", photos: ["q"] });
    await put("photos", { id: photoId("7", "q"), sha256: "q", bytes: new ArrayBuffer(1) });
  }
  return shelf;
}
const left = ({ kept }) => Object.values(kept).map((records) => [...records.keys()]);

test("where all was sent nothing stays", async () => {
  const shelf = await phone({ waiting: false });
  assert.deepEqual(await clear(shelf), { answers: 0, photos: 0, drafts: 0 });
  assert.deepEqual(left(shelf), [[], [], []]);
});

test("what was not sent stays, with its photos, and nothing else", async () => {
  const shelf = await phone({ waiting: true });
  assert.deepEqual(await clear(shelf), { answers: 1, photos: 2, drafts: 1 });
  assert.deepEqual(left(shelf), [["waiting"], [photoId("7", "p"), photoId("7", "q")], ["7/building.01"]]);
});

test("it says what stays and for whom", () => {
  assert.equal(sentence({ answers: 0, photos: 0, drafts: 0 }, "Ray Castellan"), "");
  assert.equal(
    sentence({ answers: 3, photos: 2, drafts: 1 }, "Ray Castellan"),
    "3 answers and 2 photos of a site walk are only on this phone. They stay on it for Ray Castellan alone, and are sent when "
      + "Ray Castellan signs in here again and opens the walk.",
  );
  assert.match(sentence({ answers: 1, photos: 0, drafts: 0 }, "Ray"), /^1 answer of a site walk is only on this phone\. It stays /);
});
