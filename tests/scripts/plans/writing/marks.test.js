// What Word, Google Docs, LibreOffice and Excel say about words in their styles.

import assert from "node:assert/strict";
import { test } from "node:test";

import { declarations, marksIn, marksOf, rulesOf } from "../../../../static/js/plans/writing/marks.js";

const chain = (...elements) => elements.map(([tag, css, href]) => ({ tag, css, href }));

const CHAINS = [
  ["bold of Word", chain(["p"], ["b", "mso-bidi-font-weight:normal"]), ["strong"]],
  ["bold of Word, with spaces", chain(["b", "mso-bidi-font-weight: normal; color: red"]), ["strong"]],
  ["italic of Word", chain(["i", "mso-bidi-font-style:normal"]), ["em"]],
  ["not bold within bold of Word", chain(["b", "mso-bidi-font-weight:normal"], ["span", "font-weight:normal"]), []],
  ["not italic within italic", chain(["i"], ["span", "font-style:normal"]), []],
  ["the wrapper of Google Docs", chain(["b", "font-weight:normal;"], ["p"], ["span", "font-weight:400;font-style:normal"]), []],
  ["bold in that wrapper", chain(["b", "font-weight:normal;"], ["p"], ["span", "font-weight:700"]), ["strong"]],
  ["italic and struck of Google Docs", chain(["span", "font-style:italic;text-decoration:line-through"]), ["em", "s"]],
  ["underline of a style", chain(["span", "text-decoration:underline"]), ["u"]],
  ["underline and strike", chain(["span", "text-decoration: underline line-through"]), ["u", "s"]],
  ["no underline in a u", chain(["u"], ["span", "text-decoration:none;text-underline:none"]), []],
  ["a link is underlined by itself", chain(["a", "", "https://x.example"], ["span", "text-decoration:underline"]), []],
  ["a bold link", chain(["b"], ["a", "", "https://x.example"], ["u"]), ["strong"]],
  ["a bookmark is no link", chain(["a", ""], ["u"]), ["u"]],
  ["a bold cell of Excel", chain(["td", "font-weight:700"]), ["strong"]],
  ["semibold", chain(["span", "font-weight:600 !important"]), ["strong"]],
  ["medium", chain(["span", "font-weight:500"]), []],
  ["raised", chain(["span", "font-size:0.6em;vertical-align:super"]), ["sup"]],
  ["the middle of a cell is no mark", chain(["td", "vertical-align:middle"]), []],
  ["a baseline within a sup", chain(["sup"], ["span", "vertical-align:baseline"]), ["sup"]],
  ["tracked changes", chain(["ins"], ["del"]), ["u", "s"]],
  ["the font shorthand", chain(["span", "font:italic bold 12pt Arial"]), ["strong", "em"]],
  ["a font shorthand of nothing", chain(["span", "font:7.0pt 'Times New Roman'"]), []],
  ["words of another property", chain(["span", "font-family:'font-weight:bold'"]), []],
];
for (const [name, elements, marks] of CHAINS) {
  test(name, () => assert.deepEqual(marksIn(elements), marks));
}

test("declarations are read as CSS reads them", () => {
  const style = declarations("A: b ;font-family:\"x;y:z\", Arial;background:url(data:image/png;base64,AA==);A:C !important;nonsense;:;");
  assert.equal(style.get("a"), "c");
  assert.equal(style.get("font-family"), '"x;y:z", arial');
  assert.equal(style.get("background"), "url(data:image/png;base64,aa==)");
  assert.equal(declarations("font-family:\"open;font-weight:bold").size, 2);
});

test("a style that says nothing of a mark leaves it as it is", () => {
  assert.deepEqual(marksOf("mso-bidi-font-weight:normal;color:red"), {});
  assert.deepEqual(marksOf("font-weight:inherit"), {});
});

test("rules of a style sheet that concern marks", () => {
  const sheet = `<!-- /* Font Definitions */ @font-face {font-family:Calibri; font-weight:bold}
    h1 {font-weight:bold} h2.x {font-weight:bold} p.MsoNormal {margin:0in}
    .xl65, td.head {font-weight:700} /* span {font-style:italic} */ span.Quiet {font-style:italic} -->`;
  assert.deepEqual(rulesOf(sheet).map(({ selector }) => selector), [".xl65", "td.head", "span.Quiet"]);
});
