// Opens a walk where there is no signal. Everything is asked of the portal first; only what does not come is taken from what the
// page kept (offline.js). It answers for the pages of one walk alone, and keeps nothing by itself.

const PATIENCE = 8000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.method === "GET") event.respondWith(answer(event.request));
});

const isPage = (request) => request.mode === "navigate";
// Any item of the walk is the same page: it knows them all.
const keptOf = (request) =>
  caches.match(isPage(request) ? self.registration.scope : request, { ignoreSearch: isPage(request), ignoreVary: true });

// A bar of signal that carries nothing is no signal, for who has the page.
const inTime = (asked) =>
  Promise.race([asked, new Promise((_, fail) => setTimeout(() => fail(new TypeError("It takes too long.")), PATIENCE))]);

async function answer(request) {
  const kept = await keptOf(request);
  if (!kept) return fetch(request);
  try {
    const response = await inTime(fetch(request));
    return response.status >= 500 ? kept : response;
  } catch {
    return kept;
  }
}
