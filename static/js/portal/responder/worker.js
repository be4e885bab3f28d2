// Opens the pages of schools where there is no signal. Everything is asked of the portal first; only what does not come is taken
// from what the phone keeps (at-hand.js). What is opened so is noted, and told when there is a signal (core/web/openings.js).

const PATIENCE = 8000;
const GONE = new Set([403, 404, 410]);
const PAGES = "safety-portal-pages ";
const SCHOOL = /^schools\/([^/]+)\/(plan\/)?$/;
const scope = self.registration.scope;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.method === "GET") event.respondWith(event.request.mode === "navigate" ? page(event) : part(event.request));
});

// A bar of signal that carries nothing is no signal, for who has the page.
const inTime = (asked) =>
  Promise.race([asked, new Promise((_, fail) => setTimeout(() => fail(new TypeError("It takes too long.")), PATIENCE))]);

// { account, cache, response } of a page that is kept and may still be shown; null otherwise.
async function keptOf(request) {
  for (const name of await caches.keys()) {
    if (!name.startsWith(PAGES) || !name.endsWith(` ${new URL(scope).pathname}`)) continue;
    const cache = await caches.open(name);
    const response = await cache.match(request, { ignoreSearch: true, ignoreVary: true });
    if (response && isOver(response)) await cache.delete(request, { ignoreSearch: true, ignoreVary: true });
    else if (response) return { account: name.slice(PAGES.length).split(" ")[0], cache, response };
  }
  return null;
}
// The membership ended, or the phone was without a signal for too long.
const isOver = (response) => !(new Date(response.headers.get("X-Kept-Until")) > new Date());

async function page(event) {
  const kept = await keptOf(event.request);
  if (!kept) return fetch(event.request);
  try {
    const response = await inTime(fetch(event.request));
    if (GONE.has(response.status)) await kept.cache.delete(event.request, { ignoreSearch: true, ignoreVary: true });
    return response.status >= 500 ? fromPhone(event, kept) : response;
  } catch {
    return fromPhone(event, kept);
  }
}

// The page as it was kept, marked for its script.
async function fromPhone(event, { account, response }) {
  await note(account, event.request.url).catch(() => {});
  const text = await response.text();
  const headers = new Headers(response.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  return new Response(text.replace("<html", "<html data-from-phone"), { headers });
}

async function note(account, url) {
  const [, coalition, plan] = SCHOOL.exec(decodeURI(url.slice(scope.length)).split(/[?#]/)[0]) ?? [];
  if (!coalition) return;
  const key = crypto.randomUUID();
  const opening = { key, coalition, page: plan ? "plan" : "school", opened_at: new Date().toISOString() };
  const store = await caches.open(`safety-portal-openings ${account}`);
  await store.put(new URL(`openings/${key}`, scope), new Response(JSON.stringify(opening)));
}

async function part(request) {
  const kept = await caches.match(request, { ignoreVary: true });
  if (!kept) return fetch(request);
  return inTime(fetch(request)).then((response) => (response.status >= 500 ? kept : response), () => kept);
}
