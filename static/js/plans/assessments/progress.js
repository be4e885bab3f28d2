// Where a walk is: which answer counts, how many are there, what comes next. Items are in the order in which they are asked.

// The answer of an item that counts: the latest, of those of the portal and of this phone.
export function countsOf(item, here) {
  const own = here.filter((answer) => answer.item === item.code);
  const all = item.answer ? [item.answer, ...own] : own;
  return all.reduce((best, answer) => (!best || Date.parse(answer.answered_at) >= Date.parse(best.answered_at) ? answer : best), null);
}

// { total, answered, left, layers: [{ code, title, total, answered, open }], words: { yes: 24, ... } }; `open` is the first item of the
// layer without an answer, else its first.
export function progressOf(items, here) {
  const layers = new Map();
  const words = {};
  for (const item of items) {
    const layer = layers.get(item.layer) ?? { code: item.layer, title: item.layer_title, total: 0, answered: 0, open: item.code };
    const answer = countsOf(item, here);
    const open = !answer && layer.answered === layer.total ? item.code : layer.open;
    layers.set(item.layer, { ...layer, open, total: layer.total + 1, answered: layer.answered + (answer ? 1 : 0) });
    if (answer) words[answer.answer] = (words[answer.answer] ?? 0) + 1;
  }
  const answered = [...layers.values()].reduce((sum, layer) => sum + layer.answered, 0);
  return { total: items.length, answered, left: items.length - answered, layers: [...layers.values()], words };
}

// Where an item is on the page of the walk.
export const hashOf = (code) => `#${encodeURIComponent(code)}`;

// The number of the item that `hash` names (without its #), from 0; the first without an answer where it names none, else the first.
export function placeOf(items, here, hash) {
  const named = items.findIndex(({ code }) => hashOf(code) === `#${hash}`);
  if (named >= 0) return named;
  return Math.max(0, items.findIndex((item) => !countsOf(item, here)));
}

// The code of the next item that nobody answered, behind this one or from the start; null where all are answered.
export function followingOf(items, here, place) {
  const behind = [...items.slice(place + 1), ...items.slice(0, place + 1)];
  return behind.find((item) => !countsOf(item, here))?.code ?? null;
}
