// What style declarations of other programs mean for words: bold, italic, underlined, struck, raised or lowered. Declarations are
// read, never searched: `mso-bidi-font-weight:normal`, which Word writes beside ordinary bold, is another property.

const MARK_OF = {
  b: "strong", strong: "strong", i: "em", em: "em", u: "u", ins: "u", s: "s", strike: "s", del: "s", sub: "sub", sup: "sup",
};
export const MARK_TAGS = Object.keys(MARK_OF);
// In the order in which the server nests them.
const MARKS = ["strong", "em", "u", "s", "sub", "sup"];
const HEADING = /^h[1-6]$/;
// A semicolon inside quotes or brackets ends nothing: font-family:"A;B", url(data:image/png;base64,...).
const DECLARATION = /(?:[^;"'(]|"[^"]*"|'[^']*'|\([^)]*\)|["'(])+/g;

const known = new Map();
const MOST_KNOWN = 5000;

// The declarations of a style attribute, by name; where one stands twice the last counts.
export function declarations(css) {
  if (known.has(css)) return known.get(css);
  const values = new Map();
  for (const [declaration] of css.matchAll(DECLARATION)) {
    const colon = declaration.indexOf(":");
    if (colon < 0) continue;
    const value = declaration.slice(colon + 1).replace(/!\s*important\s*$/i, "");
    values.set(declaration.slice(0, colon).trim().toLowerCase(), value.trim().toLowerCase());
  }
  if (known.size < MOST_KNOWN) known.set(css, values);
  return values;
}

function weight(value) {
  if (/^(bold|bolder)$/.test(value)) return true;
  if (/^(normal|lighter)$/.test(value)) return false;
  return /^\d{1,4}$/.test(value) ? Number(value) >= 600 : undefined;
}

// { strong, em, u, s, sub, sup }: true where the style begins a mark, false where it ends one, absent where it says nothing.
export function marksOf(css) {
  const style = declarations(css);
  const marks = {};
  const font = style.get("font") ?? "";
  if (/(^|\s)(bold|bolder|[6-9]00)\s/.test(font)) marks.strong = true;
  if (/(^|\s)(italic|oblique)\s/.test(font)) marks.em = true;
  const strong = weight(style.get("font-weight") ?? "");
  if (strong !== undefined) marks.strong = strong;
  const slant = style.get("font-style") ?? "";
  if (/^(italic|oblique|normal)/.test(slant)) marks.em = !slant.startsWith("normal");
  const line = [style.get("text-decoration-line"), style.get("text-decoration")].filter(Boolean).join(" ");
  if (line) Object.assign(marks, { u: /\bunderline\b/.test(line), s: /\bline-through\b/.test(line) });
  const raised = style.get("vertical-align");
  if (raised === "super") marks.sup = true;
  if (raised === "sub") marks.sub = true;
  return marks;
}

// The marks of a run of text inside these elements, the outermost first: [{ tag, css, href }]. The innermost that says
// something counts. A link is underlined by itself, and all of a heading is bold by its kind, not by its style sheet.
export function marksIn(chain) {
  const is = {};
  for (const { tag, css } of chain) {
    if (MARK_OF[tag]) is[MARK_OF[tag]] = true;
    if (css) Object.assign(is, marksOf(css));
  }
  if (chain.some(({ tag, href }) => tag === "a" && href)) is.u = false;
  return MARKS.filter((mark) => is[mark]);
}

// The rules of style sheets that say something of marks: [{ selector, css }]. Headings are bold by what they are.
export function rulesOf(sheet) {
  const plain = sheet.replace(/\/\*[\s\S]*?\*\//g, "").replace(/<!--|-->/g, "");
  const rules = [];
  for (const [, selectors, css] of plain.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (!Object.keys(marksOf(css)).length) continue;
    for (const selector of selectors.split(",").map((each) => each.trim())) {
      if (selector && !selector.startsWith("@") && !HEADING.test(selector.split(/[.#:\s]/)[0].toLowerCase())) rules.push({ selector, css });
    }
  }
  return rules;
}
