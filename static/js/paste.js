// What Word and other programs put on the clipboard, turned into plain structure before the editor reads it: lists that
// Word writes as paragraphs, bold and italic that others write as styles. Style attributes are renamed first, because
// our policy blocks them wherever they are parsed.

const asData = (match, quote, css) => ` data-style="${css.toLowerCase().replace(/[\s"]+/g, "")}"`;

export function structured(html) {
  const bare = html.replace(/<(style|script|xml)\b[\s\S]*?<\/\1>/gi, "").replace(/\sstyle\s*=\s*(["'])([\s\S]*?)\1/gi, asData);
  const doc = new DOMParser().parseFromString(bare, "text/html");
  lists(doc);
  marks(doc);
  // What stands above the text has h1 and h2; a heading from elsewhere begins one step below.
  for (const heading of doc.querySelectorAll("h1, h2")) rename(heading, "h3");
  return doc.body.innerHTML;
}

function rename(element, tag) {
  const renamed = element.ownerDocument.createElement(tag);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}

function marks(doc) {
  for (const each of doc.querySelectorAll('b[data-style*="font-weight:normal"]')) each.replaceWith(...each.childNodes);
  wrap(doc, '[data-style*="font-weight:bold"], [data-style*="font-weight:700"]', "strong");
  wrap(doc, '[data-style*="font-style:italic"]', "em");
}

function wrap(doc, selector, tag) {
  for (const span of doc.querySelectorAll(selector)) {
    if (span.tagName !== "SPAN") continue;
    const mark = doc.createElement(tag);
    mark.append(...span.childNodes);
    span.append(mark);
  }
}

// <p style="mso-list:l0 level2 lfo1"><span style="mso-list:Ignore">1.</span>Text</p>, one after the other.
function lists(doc) {
  for (const first of doc.querySelectorAll('p[data-style*="mso-list:"]')) {
    if (!first.isConnected || isItem(first.previousElementSibling)) continue;
    const items = [first];
    while (isItem(items.at(-1).nextElementSibling)) items.push(items.at(-1).nextElementSibling);
    const place = doc.createComment("list");
    first.before(place);
    place.replaceWith(nested(doc, items.map((item) => read(item)), 1));
  }
}

const isItem = (element) => element?.matches('p[data-style*="mso-list:"]');

function read(paragraph) {
  const marker = paragraph.querySelector('[data-style*="mso-list:ignore"]');
  const ordered = /^\s*[\da-z]{1,4}[.)]/i.test(marker?.textContent ?? "");
  marker?.remove();
  paragraph.remove();
  return { level: Number(/level(\d)/.exec(paragraph.dataset.style)?.[1] ?? 1), ordered, paragraph };
}

function nested(doc, items, level) {
  const list = doc.createElement(items[0].ordered ? "ol" : "ul");
  while (items.length && items[0].level >= level) {
    if (items[0].level > level && list.lastElementChild) {
      list.lastElementChild.append(nested(doc, items, items[0].level));
      continue;
    }
    const item = list.appendChild(doc.createElement("li"));
    item.append(...items.shift().paragraph.childNodes);
  }
  return list;
}
