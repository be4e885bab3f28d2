// Draws how far the walk is: the bar above the item, the layers and the answers beside it.

const TONES = { all: "met", some: "due", none: "quiet" };

const toneOf = ({ answered, total }) => TONES[answered === total ? "all" : answered ? "some" : "none"];

// The shape of a word comes with the page: <template data-shape=met>.
function word(tone, words) {
  const drawn = Object.assign(document.createElement("span"), { className: `word word-${tone}` });
  drawn.append(document.querySelector(`template[data-shape=${tone}]`).content.cloneNode(true), words);
  return drawn;
}

// drawProgress(page, { progress, title, place }): `title` of the layer of the item, `place` its number from 1.
export function drawProgress(page, { progress, title, place }) {
  const part = (name) => page.querySelector(`[data-walk=${name}]`);
  const { total, answered, left } = progress;
  part("where").textContent = `${title} · ${answered} of ${total} answered, ${left} left`;
  part("bar").value = answered;
  part("bar").textContent = `${answered} of ${total}`;
  for (const crumb of page.querySelectorAll(".crumbs [aria-current]")) crumb.textContent = `Item ${place} of ${total}`;
  for (const layer of progress.layers) {
    const counted = word(toneOf(layer), `${layer.answered} of ${layer.total}`);
    page.querySelector(`[data-layer="${layer.code}"] .word`)?.replaceWith(counted);
  }
  for (const said of page.querySelectorAll("[data-said]")) said.textContent = progress.words[said.dataset.said] ?? 0;
  part("left").textContent = left;
}
