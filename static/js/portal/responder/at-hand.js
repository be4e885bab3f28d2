// A page of the schools at hand: keeps what it names while there is a signal, and says where it comes from when there is none.

import { onDevice } from "../../core/web/device.js";
import { tellOpenings, waitingOf } from "../../core/web/openings.js";
import { ageInWords, asOf, keep, keptAt, remove, said } from "./kept.js";

const part = (name) => document.querySelector(`[data-hand=${name}]`);
const isFromPhone = () => document.documentElement.hasAttribute("data-from-phone");

async function begin(data) {
  // Whether the reader wants it kept here, and since when there is no signal; of this device.
  const wanted = onDevice(`safety-portal-at-hand ${data.account}`);
  const lost = onDevice("safety-portal-no-signal");
  part("remove").addEventListener("click", async () => {
    wanted.keep("no");
    await remove(data);
    await draw(data, { isWanted: false });
  });
  part("keep").addEventListener("click", async () => {
    wanted.drop();
    await refresh(data);
  });
  if (isFromPhone()) return beginWithoutSignal(data, lost);
  lost.drop();
  if (wanted.read() === "no") return draw(data, { isWanted: false });
  await refresh(data);
}

async function refresh(data) {
  part("says").textContent = "Keeping these pages on this phone.";
  const missing = await keep(data).catch(() => (data.pages.length ? data.pages.length : null));
  await draw(data, { isWanted: true, missing });
}

async function draw(data, { isWanted, missing = null }) {
  const at = await keptAt(data.scope, data).catch(() => null) ?? (await keptAt(data.pages[0], data).catch(() => null));
  const waiting = await waitingOf(data.account).catch(() => 0);
  part("says").textContent = isWanted ? said({ missing, at, waiting, now: new Date() }) : "Nothing is kept on this phone.";
  part("says").dataset.kept = isWanted && missing === 0 ? "yes" : "no";
  part("remove").hidden = !at;
  part("keep").hidden = isWanted;
  for (const place of document.querySelectorAll("[data-hand=kept]")) {
    const kept = await keptAt(place.dataset.page, data).catch(() => null);
    place.textContent = kept ? `On this phone as of ${asOf(kept, new Date())}` : "Not on this phone";
  }
}

async function beginWithoutSignal(data, lost) {
  const since = new Date(lost.read() ?? Date.now());
  lost.keep(since.toISOString());
  const now = new Date();
  const at = (await keptAt(location.pathname, data)) ?? now;
  part("signal").textContent = `No signal since ${asOf(since, now).replace(/ today$/, "")}`;
  if (part("as-of")) part("as-of").textContent = asOf(at, now);
  part("age").textContent = `Numbers and text are ${ageInWords(now - at)} old.`;
  part("from-phone").hidden = false;
  await draw(data, { isWanted: true, missing: 0 });
  window.addEventListener("online", async () => {
    await tellOpenings(data.account).catch(() => {});
    location.reload();
  });
}

const data = JSON.parse(globalThis.document?.getElementById("hand-data")?.textContent ?? "null");
// Without https a browser keeps nothing: the pages do as they are. Who looks as another role keeps none.
if (globalThis.isSecureContext && data?.pages.length) begin(data).catch(() => {});
