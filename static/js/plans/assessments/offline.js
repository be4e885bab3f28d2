// Keeps this page and what it is drawn with, so that it opens without a signal (worker.js). Kept under the account that it was
// opened by; pages of other accounts go (core/web/kept-pages.js).

import { keepPage, parts, storeOfPages } from "../../core/web/keeping.js";

// What was kept by an older version of the portal, or for no page any more.
async function dropOthers(cache, keep) {
  for (const { url } of await cache.keys()) if (!keep.has(url)) await cache.delete(url);
}

async function keepAll(cache, scope, statics) {
  const addresses = parts(statics);
  if (!(await keepPage(cache, scope))) return false;
  await cache.addAll(addresses);
  await dropOthers(cache, new Set([...addresses, new URL(scope, location.href).href]));
  return true;
}

// Whether the walk opens without a signal from now on. `scope`: the address of the walk; `worker`: of its worker.js.
export async function keepForOffline({ scope, worker, statics, account }) {
  try {
    const cache = await storeOfPages({ account, scope, worker });
    return cache !== null && (await keepAll(cache, scope, statics));
  } catch {
    // No signal, or no room: what was kept before still opens.
    return (await globalThis.caches?.match(scope).catch(() => undefined)) !== undefined;
  }
}
