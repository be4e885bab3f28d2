// What this phone keeps of the schools that its reader answers for: put there, taken away, and in words.

import { dayInWords } from "../../core/look/moments.js";
import { keepPage, parts, storeOfPages } from "../../core/web/keeping.js";
import { cacheOf } from "../../core/web/kept-pages.js";

// The portal writes down that a page was kept, not that somebody looked at it.
const HEADERS = { "X-Kept": "yes" };
const IMAGE = /<img\b[^>]*\bsrc="([^"]+)"/g;

// Pictures in the text, which are asked for one by one; one that does not come is missing, and nothing else.
export const picturesIn = (text) => [...text.matchAll(IMAGE)].map(([, address]) => address.replaceAll("&amp;", "&"));
async function keepPictures(cache, page) {
  for (const address of picturesIn(await page.text())) await cache.add(address).catch(() => {});
}

// Fonts that this page's sheets name: the text of a plan has another than the list that keeps it.
function fonts() {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => [sheet, rule]));
  return rules
    .filter(([, rule]) => rule instanceof CSSFontFaceRule)
    .map(([sheet, rule]) => new URL(/url\("?([^")]+)/.exec(rule.style.getPropertyValue("src"))[1], sheet.href).href);
}

// When a kept page was made.
const madeAt = (response) => new Date(response.headers.get("Date"));
const isPage = (scope) => ({ url }) => new URL(url).pathname.startsWith(scope);

// Keeps the pages named, and refreshes those kept before; how many did not come. Null where this browser keeps nothing.
export async function keep({ account, scope, worker, statics, pages }) {
  const cache = await storeOfPages({ account, scope, worker });
  if (!cache) return null;
  await cache.addAll([...new Set([...parts(statics), ...fonts()])]);
  const before = (await cache.keys()).filter(isPage(scope)).map(({ url }) => new URL(url).pathname);
  let missing = 0;
  for (const address of new Set([...pages, ...before])) {
    const isKept = await keepPage(cache, address, { headers: HEADERS, pictures: keepPictures });
    if (!isKept && pages.includes(address)) missing += 1;
  }
  return missing;
}

export async function remove({ account, scope }) {
  await caches.delete(cacheOf(account, scope));
  const registration = await navigator.serviceWorker.getRegistration(scope);
  await registration?.unregister();
}

// When the page of an address was kept; null where it is not.
export async function keptAt(address, { account, scope }, kept = globalThis.caches) {
  const name = cacheOf(account, scope);
  if (!(await kept?.has(name))) return null;
  const response = await (await kept.open(name)).match(address, { ignoreVary: true });
  return response ? madeAt(response) : null;
}

const asOf = (moment, now) => dayInWords(moment, now).replace(" at ", " ").replace(/^(today|yesterday) (.*)$/, "$2 $1");
export { asOf };

// "2 hours 34 minutes"; in milliseconds.
export function ageInWords(milliseconds) {
  const minutes = Math.max(Math.floor(milliseconds / 60000), 0);
  const counted = (number, one) => (number ? [`${number} ${one}${number === 1 ? "" : "s"}`] : []);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  if (days) return [...counted(days, "day"), ...counted(hours, "hour")].join(" ");
  return [...counted(hours, "hour"), ...counted(minutes % 60, "minute")].join(" ") || "less than a minute";
}

// What is said of it, where nothing is wrong and where something did not arrive.
export function said({ missing, at, waiting, now }) {
  if (missing === null || !at) return "This browser keeps nothing: these pages need a signal.";
  const kept = missing
    ? `${missing} ${missing === 1 ? "page" : "pages"} did not arrive; what was kept before is still here.`
    : `Kept on this phone, refreshed ${asOf(at, now)}.`;
  if (!waiting) return kept;
  return `${kept} You opened ${waiting} ${waiting === 1 ? "page" : "pages"} without a signal; the log gets them when the phone is back.`;
}
