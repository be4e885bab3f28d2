// The zip out of a phone holds what is only there, and says what it is.

import assert from "node:assert/strict";
import { test } from "node:test";

import { packed } from "../../../../static/js/plans/assessments/packing.js";
import { photoId } from "../../../../static/js/plans/assessments/sending.js";
import { storeOf } from "../../../../static/js/plans/assessments/store.js";
import { shelfInMemory } from "../../shelf.js";

test("answers, drafts and photos that were not sent, and nothing that was", async () => {
  const store = storeOf(shelfInMemory(), "7");
  const answer = (id, more) => store.put("answers", { id, item: "building.01", answer: "no", photos: [], answered_at: "2026-11-30", ...more });
  await answer("waiting", { photos: ["p"] });
  await answer("sent", { sent: { key: "sent" } });
  await store.put("drafts", { id: "7/building.02", note: "Door", photos: [] });
  await store.put("photos", { id: photoId("7", "p"), sha256: "p", bytes: new ArrayBuffer(3) });

  const about = { account: "5", name: "Ray", walk: "7", title: "Site walk, Alder Creek" };
  const files = await packed(store, about, new Date("2026-11-30T10:42:00Z"));
  assert.deepEqual(files.map(({ name }) => name), ["READ ME.txt", "answers.json", "photos/p.jpg"]);
  const text = (number) => new TextDecoder().decode(files[number].bytes);
  assert.match(text(0), /^Answers and photos of Site walk, Alder Creek that were only on the phone of Ray on Nov 30, 2026/);
  const said = JSON.parse(text(1));
  assert.deepEqual([said.answers.map(({ id }) => id), said.drafts.map(({ note }) => note)], [["waiting"], ["Door"]]);
  assert.deepEqual([said.account, said.packed_at, files[2].bytes.length], ["5", "2026-11-30T10:42:00.000Z", 3]);
});
