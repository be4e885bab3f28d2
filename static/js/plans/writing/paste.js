// What Word and other programs put on the clipboard, turned into plain structure before the editor reads it: lists that Word
// writes as paragraphs, marks that others write as styles. What cannot come along is taken out and counted, so that the writer
// is told; nothing vanishes later, when the text is saved. Style attributes are renamed before anything is parsed, because our
// policy blocks them wherever they are parsed.

import { isLink, isLinkHere, pictureAt } from "./addresses.js";
import { nothingLeftOut } from "./left-out.js";
import { MARK_TAGS, declarations, marksIn, rulesOf } from "./marks.js";
import { lists } from "./paste-lists.js";
import { isPlace, newPlace } from "./pictures.js";

const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi;
const STYLE = /(\s)style\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;
const BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, ul, ol, table, thead, tbody, tr, td, th, blockquote, div, section, hr, pre, dl, dt, dd";
// As small as a full stop: what mail programs and counters of visits put in.
const SPECK = 3;

// { html, counts, sent }: the structure, how much of what was left out (left-out.js), and the pictures that travel with the text
// or lie in another plan, [{ id, kind, address }]: each stands in `html` as <img data-pending=id> until it was sent. `sends`:
// whether pictures can be sent at all; `origin` and `path`: of the page.
export function structured(html, { sends, origin, path }) {
  const sheets = [];
  const doc = new DOMParser().parseFromString(withoutStyles(html, sheets), "text/html");
  const counts = nothingLeftOut();
  for (const rule of rulesOf(sheets.join("\n"))) apply(doc, rule);
  comments(doc, counts);
  checkboxes(doc);
  shapes(doc, counts);
  embedded(doc, counts);
  lists(doc);
  const sent = pictures(doc, counts, { sends, origin, path });
  // What is cut and pasted within the text keeps whatever links it had.
  links(doc, counts, html.includes("data-pm-slice") ? isLink : isLinkHere);
  marks(doc);
  headings(doc);
  return { html: doc.body.innerHTML, counts, sent };
}

function withoutStyles(html, sheets) {
  const bare = html
    .replace(/<style\b[^>]*>([\s\S]*?)<\/style>/gi, (_, sheet) => (sheets.push(sheet), ""))
    .replace(/<(script|xml|title)\b[\s\S]*?<\/\1>/gi, "");
  return bare.replace(TAG, (tag) => tag.replace(STYLE, (_, space, double, single, plain) =>
    `${space}data-style="${(double ?? single ?? plain).replaceAll('"', "&quot;").replace(/\s+/g, " ")}"`));
}

// What a style sheet says stands before what the element says itself.
function apply(doc, { selector, css }) {
  let elements = [];
  try {
    elements = doc.querySelectorAll(selector);
  } catch (error) {
    // A selector that only the program it comes from understands selects nothing.
    if (error.name !== "SyntaxError") throw error;
  }
  for (const element of elements) element.dataset.sheet = `${element.dataset.sheet ?? ""};${css}`;
}

const styleOf = (element) => declarations(element.dataset?.style ?? "");

// ---------------------------------------------------------------- what is no text

// Remarks in the margin of a Word file: their words stand in a list at the end, their numbers in the text.
function comments(doc, counts) {
  for (const element of [...doc.querySelectorAll("[data-style]")]) {
    const style = styleOf(element);
    if (style.get("mso-element") === "comment") counts.comments++;
    if (/^comment(-list)?$/.test(style.get("mso-element") ?? "") || style.get("mso-special-character") === "comment") element.remove();
  }
  for (const reference of [...doc.querySelectorAll(".MsoCommentReference")]) reference.remove();
  // At the end of a paragraph of Word for the web; no word.
  for (const end of [...doc.querySelectorAll("span.EOP")]) end.remove();
}

// A box to tick, as the letter it is on paper.
function checkboxes(doc) {
  const boxes = "input[type=checkbox], img[aria-roledescription=checkbox]";
  for (const box of [...doc.querySelectorAll(boxes)]) {
    const isTicked = box.matches("[checked], [alt=checked]") || box.closest("[aria-checked]")?.getAttribute("aria-checked") === "true";
    const text = doc.createTextNode(isTicked ? "☒ " : "☐ ");
    const paragraph = box.parentElement.matches("li") && box.parentElement.querySelector("p");
    if (paragraph) paragraph.prepend(text);
    else box.before(text);
    box.remove();
  }
}

// Drawings of Word: the file names the picture twice, as VML inside a comment and as an image. The words of a text box that
// stand in the drawing alone come along as paragraphs.
function shapes(doc, counts) {
  const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_COMMENT);
  const drawn = [];
  while (walker.nextNode()) if (/^\[if gte vml 1\]>/.test(walker.currentNode.data)) drawn.push(walker.currentNode);
  for (const comment of drawn) shape(doc, comment, counts);
  for (const image of [...doc.querySelectorAll("v\\:imagedata")]) {
    image.remove();
    counts.pictures++;
  }
}

function embedded(doc, counts) {
  for (const formula of [...doc.querySelectorAll("math")]) {
    formula.replaceWith(formula.getAttribute("alttext") ?? formula.textContent);
  }
  for (const element of [...doc.querySelectorAll("iframe, video, audio, object, embed, canvas, svg")]) {
    if (!isOrnament(element)) counts.embedded++;
    element.remove();
  }
}

// Most drawings of a page are icons beside words.
function isOrnament(element) {
  if (element.localName !== "svg") return sizeOf(element) <= SPECK;
  return !element.querySelector("text") && element.getAttribute("role") !== "img";
}

function shape(doc, comment, counts) {
  const vml = new DOMParser().parseFromString(withoutStyles(comment.data, []), "text/html");
  const ids = [...vml.querySelectorAll("[id]")].map((element) => element.id);
  const images = [...doc.querySelectorAll("img")].map((image) => image.getAttribute("v:shapes") ?? "");
  const isShown = ids.some((id) => images.some((shapes) => shapes.split(" ").includes(id)));
  if (vml.querySelector("v\\:imagedata") && !isShown) counts.pictures++;
  for (const box of vml.querySelectorAll("v\\:textbox")) {
    const words = box.textContent.replace(/\s+/g, " ").trim();
    if (words && !doc.body.textContent.replace(/\s+/g, " ").includes(words)) {
      (comment.parentElement.closest("p, h1, h2, h3, h4, h5, h6") ?? comment).after(...box.childNodes);
    }
  }
}

// The longer side in pixels, where the file says it.
function sizeOf(element) {
  const sides = ["width", "height"].map((name) => parseFloat(element.getAttribute(name))).filter((side) => side >= 0);
  return sides.length ? Math.max(...sides) : Infinity;
}

// ---------------------------------------------------------------- pictures and links

function pictures(doc, counts, { sends, origin, path }) {
  const sent = [];
  for (const image of [...doc.querySelectorAll("img")]) {
    const { kind, address } = pictureAt(image.getAttribute("src"), { origin, path });
    const travels = kind === "data" || kind === "portal";
    if (kind === "own") image.setAttribute("src", address);
    else if (isPlace(image.dataset.pending)) continue;
    else if (sizeOf(image) <= SPECK) image.remove();
    else if (travels && sends) {
      const id = newPlace();
      image.dataset.pending = id;
      image.removeAttribute("src");
      sent.push({ id, kind, address });
    } else {
      image.remove();
      if (kind === "large") counts.large++;
      else counts.pictures++;
    }
  }
  return sent;
}

function links(doc, counts, isKept) {
  for (const link of [...doc.querySelectorAll("a")]) {
    const href = link.getAttribute("href");
    if (href && isKept(href)) continue;
    if (href && link.textContent.trim()) counts.links++;
    link.replaceWith(...link.childNodes);
  }
}

// ---------------------------------------------------------------- marks and headings

function marks(doc) {
  const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
  const runs = [];
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (text.data.trim() || isAmongWords(text)) runs.push([text, marksIn(chainOf(text))]);
  }
  for (const element of [...doc.querySelectorAll(MARK_TAGS.join(","))]) element.replaceWith(...element.childNodes);
  for (const [text, names] of runs) {
    const place = doc.createComment("marks");
    text.replaceWith(place);
    place.replaceWith(names.reduceRight((inside, name) => wrapped(doc, inside, name), text));
  }
}

function wrapped(doc, inside, name) {
  const mark = doc.createElement(name);
  mark.append(inside);
  return mark;
}

// Space between blocks is no text.
const isAmongWords = (text) => !(text.parentElement.closest(BLOCKS) ?? text.ownerDocument.body).querySelector(BLOCKS);

function chainOf(text) {
  const chain = [];
  for (let element = text.parentElement; element?.localName !== "html" && element; element = element.parentElement) {
    const css = `${element.dataset.sheet ?? ""};${element.dataset.style ?? ""}`;
    chain.unshift({ tag: element.localName, css, href: element.getAttribute("href") });
  }
  return chain;
}

// What stands above the text has h1 and h2; a heading from elsewhere begins one step below. Word for the web writes headings
// as paragraphs with a role.
function headings(doc) {
  for (const heading of [...doc.querySelectorAll("p[role=heading]")]) {
    const level = Number(heading.getAttribute("aria-level")) || 1;
    rename(heading, `h${Math.min(6, Math.max(3, level))}`);
  }
  for (const heading of [...doc.querySelectorAll("h1, h2")]) rename(heading, "h3");
}

function rename(element, tag) {
  const renamed = element.ownerDocument.createElement(tag);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
}
