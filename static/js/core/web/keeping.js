// Keeps pages and what they are drawn with on this device, so that a worker opens them without a signal. Under the account that
// they were opened by; those of other accounts go (kept-pages.js).

import { cacheOf } from "./kept-pages.js";

const KINDS = new Set(["script", "link", "css", "img", "other"]);
const GONE = new Set([403, 404, 410]);

// What this page was drawn with: styles, scripts, fonts, icons.
export function parts(statics) {
  const loaded = performance.getEntriesByType("resource").filter(({ initiatorType }) => KINDS.has(initiatorType));
  const named = [...document.querySelectorAll("link[href], script[src]")].map((part) => part.href || part.src);
  const ours = [...named, ...loaded.map(({ name }) => name)].map((address) => new URL(address, location.href));
  return [...new Set(ours.filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith(statics)).map(String))];
}

// Keeps one page as it is now; whether it is kept from now on. One that is no more for its reader is taken away.
export async function keepPage(cache, address, { headers = {}, pictures = async () => {} } = {}) {
  const page = await fetch(address, { redirect: "manual", headers });
  if (GONE.has(page.status)) await cache.delete(address);
  if (!page.ok) return false;
  await pictures(cache, page.clone());
  await cache.put(address, page);
  return true;
}

// The store of an account's pages below `scope`, opened by `worker` from now on; null where this browser has none.
export async function storeOfPages({ account, scope, worker }) {
  if (!navigator.serviceWorker || !globalThis.caches) return null;
  await navigator.serviceWorker.register(worker, { scope, updateViaCache: "none" });
  return caches.open(cacheOf(account, scope));
}
