// What was opened of kept pages while there was no signal (portal/responder/worker.js): told to the portal as soon as there is one.
// One store an account; what was not told stays for the same account alone, also after it signed out.

const SECONDS = 20;
// As many as the portal takes at once.
const MOST = 200;
export const storeOf = (account) => `safety-portal-openings ${account}`;

// As it is now: signing in again gives another. Its name says whether the portal is reached by https.
export function tokenIn(cookies) {
  const found = /(?:^|; )(?:__Host-csrf|csrftoken)=([^;]*)/.exec(cookies);
  return found ? decodeURIComponent(found[1]) : "";
}

async function tell(address, account, openings) {
  const response = await fetch(address, {
    method: "POST",
    redirect: "manual",
    signal: AbortSignal.timeout(SECONDS * 1000),
    body: JSON.stringify({ openings }),
    // For whom it is: the portal refuses it for anybody else who is signed in here by now.
    headers: { "Content-Type": "application/json", "X-Account": account, "X-CSRFToken": tokenIn(document.cookie) },
  });
  return response.ok ? (await response.json()).taken : [];
}

// How many wait here to be told.
export async function waitingOf(account, kept = globalThis.caches) {
  if (!(await kept?.has(storeOf(account)))) return 0;
  return (await (await kept.open(storeOf(account))).keys()).length;
}

// Tells what waits, and forgets what the portal has; how many still wait. An opening is kept under the address that it is told to,
// with its key behind it.
export async function tellOpenings(account, kept = globalThis.caches) {
  if (!(await kept?.has(storeOf(account)))) return 0;
  const store = await kept.open(storeOf(account));
  const waiting = (await store.keys()).slice(0, MOST);
  if (waiting.length) {
    const openings = await Promise.all(waiting.map(async (request) => (await store.match(request)).json()));
    const taken = new Set(await tell(new URL("./", waiting[0].url), account, openings));
    await Promise.all(waiting.filter((_, place) => taken.has(openings[place].key)).map((request) => store.delete(request)));
  }
  const left = (await store.keys()).length;
  if (!left) await kept.delete(storeOf(account));
  return left;
}
