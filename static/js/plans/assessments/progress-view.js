// Draws how far the walk is: the bar above the item, the layers and the answers beside it.

import { hashOf } from "./progress.js";

const TONES = { all: "met", some: "due", none: "quiet" };

const toneOf = ({ answered, total }) => TONES[answered === total ? "all" : answered ? "some" : "none"];

// The shape of a word comes with the page: <template data-shape=met>.
function word(tone, words) {
  const drawn = document.querySelector(`template[data-shape=${tone}]`).content.cloneNode(true).querySelector(".word");
  drawn.append(words);
  return drawn;
}

function drawLayers(page, layers) {
  for (const line of page.querySelectorAll("[aria-labelledby=layers] li")) {
    const link = line.querySelector("a");
    const layer = layers.find(({ title }) => title === link.textContent.trim());
    if (!layer) continue;
    link.href = hashOf(layer.open);
    line.querySelector(".word").replaceWith(word(toneOf(layer), `${layer.answered} of ${layer.total}`));
  }
}

function drawSaid(page, { words, left }, labels) {
  const times = { ...Object.fromEntries(Object.entries(labels).map(([code, label]) => [label, words[code] ?? 0])), "Not answered": left };
  for (const label of page.querySelectorAll("[aria-labelledby=so-far] dt")) label.nextElementSibling.textContent = times[label.textContent];
}

// drawProgress(page, { progress, labels, title, place }): `labels` of the answers; `title` of the layer of the item, `place` its
// number from 1.
export function drawProgress(page, { progress, labels, title, place }) {
  const { total, answered, left } = progress;
  const bar = page.querySelector("[data-walk=bar]");
  page.querySelector("[data-walk=where]").textContent = `${title} · ${answered} of ${total} answered, ${left} left`;
  bar.value = answered;
  bar.textContent = `${answered} of ${total}`;
  page.querySelector(".crumbs [aria-current]").textContent = `Item ${place} of ${total}`;
  drawLayers(page, progress.layers);
  drawSaid(page, progress, labels);
}
