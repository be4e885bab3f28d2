// Lists as other programs write them: Word as paragraphs that carry their marker, Word for the web as one list for each item,
// Google Docs with the kind of numbers as a style. What comes out counts as it did: where the numbers begin anew or leave one
// out, another list begins.

import { markerOf, numberIn } from "./markers.js";
import { declarations } from "./marks.js";

const TYPES = {
  "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I",
};
const styleOf = (element) => declarations(element?.dataset?.style ?? "");

export function lists(doc) {
  gathered(doc, "p[data-style], div[data-style]", itemsOfWord);
  gathered(doc, ".ListContainerWrapper", itemsOfWordForWeb);
  for (const list of [...doc.querySelectorAll("ol:not([type])")]) {
    const type = TYPES[styleOf(list.querySelector(":scope > li")).get("list-style-type")];
    if (type) list.type = type;
  }
}

// Every run of neighbors that are items, as lists in its place.
function gathered(doc, selector, itemsOf) {
  for (const first of [...doc.querySelectorAll(selector)]) {
    if (!first.isConnected) continue;
    const run = [];
    for (let next = first; next && itemsOf.accepts(next); next = next.nextElementSibling) run.push(next);
    if (!run.length) continue;
    const place = doc.createComment("list");
    first.before(place);
    const items = run.flatMap((element) => itemsOf(element));
    for (const element of run) element.remove();
    while (items.length) place.before(nested(doc, items, 1));
    place.remove();
  }
}

// <p style="mso-list:l0 level2 lfo1"><span style="mso-list:Ignore">1.</span>Text</p>
function itemsOfWord(paragraph) {
  const marker = [...paragraph.querySelectorAll("[data-style]")].find((each) => styleOf(each).get("mso-list") === "ignore");
  const text = marker?.textContent ?? "";
  marker?.remove();
  const { words } = markerOf(text);
  if (words) paragraph.prepend(`${words} `);
  return [{ level: Number(/level(\d)/.exec(styleOf(paragraph).get("mso-list"))[1]), text, nodes: [...paragraph.childNodes] }];
}
itemsOfWord.accepts = (element) => element.matches("p, div") && /level\d/.test(styleOf(element).get("mso-list") ?? "");

// <div class="ListContainerWrapper"><ol start="2"><li data-aria-level="1"><p>Text</p></li></ol></div>
function itemsOfWordForWeb(wrapper) {
  return [...wrapper.querySelectorAll("li")].map((item, at) => {
    const list = item.parentElement;
    const text = list.matches("ol") ? `${(list.start || 1) + at}.` : "";
    return { level: Number(item.dataset.ariaLevel) || 1, text, nodes: [...item.childNodes] };
  });
}
itemsOfWordForWeb.accepts = (element) => element.matches(".ListContainerWrapper") && element.querySelector("li") !== null;

// Takes from `items` what belongs to one list, and what is nested in it.
function nested(doc, items, level) {
  const { ordered, start, type } = markerOf(items[0].text);
  const list = doc.createElement(ordered ? "ol" : "ul");
  if (ordered && start !== 1) list.start = start;
  if (type) list.type = type;
  let number = start;
  while (items.length && items[0].level >= level) {
    if (items[0].level > level && list.lastElementChild) {
      list.lastElementChild.append(nested(doc, items, items[0].level));
      continue;
    }
    if (list.childElementCount && !(ordered ? numberIn(type, items[0].text) === number : !markerOf(items[0].text).ordered)) break;
    list.appendChild(doc.createElement("li")).append(...items.shift().nodes);
    number++;
  }
  return list;
}
