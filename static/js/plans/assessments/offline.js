// Keeps this page and what it is drawn with, so that it opens without a signal (worker.js). Kept under the account that it was
// opened by; pages of other accounts go (core/web/kept-pages.js).

import { cacheOf } from "../../core/web/kept-pages.js";

const KINDS = new Set(["script", "link", "css", "img", "other"]);

// What the page was drawn with: styles, scripts, fonts, icons.
function parts(statics) {
  const loaded = performance.getEntriesByType("resource").filter(({ initiatorType }) => KINDS.has(initiatorType));
  const named = [...document.querySelectorAll("link[href], script[src]")].map((part) => part.href || part.src);
  const ours = [...named, ...loaded.map(({ name }) => name)].map((address) => new URL(address, location.href));
  return [...new Set(ours.filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith(statics)).map(String))];
}

// What was kept by an older version of the portal, or for no page any more.
async function dropOthers(cache, keep) {
  for (const { url } of await cache.keys()) if (!keep.has(url)) await cache.delete(url);
}

async function keepAll(scope, statics, account) {
  const page = await fetch(scope, { redirect: "manual" });
  if (!page.ok) return false;
  const cache = await caches.open(cacheOf(account, scope));
  const addresses = parts(statics);
  await cache.addAll(addresses);
  await cache.put(scope, page);
  await dropOthers(cache, new Set([...addresses, new URL(scope, location.href).href]));
  return true;
}

// Whether the walk opens without a signal from now on. `scope`: the address of the walk; `worker`: of its worker.js.
export async function keepForOffline({ scope, worker, statics, account }) {
  if (!navigator.serviceWorker || !globalThis.caches) return false;
  try {
    await navigator.serviceWorker.register(worker, { scope, updateViaCache: "none" });
    return await keepAll(scope, statics, account);
  } catch {
    // No signal, or no room: what was kept before still opens.
    return (await caches.match(scope).catch(() => undefined)) !== undefined;
  }
}
