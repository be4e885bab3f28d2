// A key is a shortcut only where nobody writes or chooses, and without Ctrl, Alt or the command key.

import assert from "node:assert/strict";
import { test } from "node:test";

import { isShortcut, onKeys } from "../../../../static/js/core/look/keys.js";

// An element as far as keys.js looks at one: its own selectors, and those of what it stands in.
function element(...matching) {
  return {
    isContentEditable: false,
    closest: (selectors) => (selectors.split(",").some((each) => matching.includes(each.trim())) ? {} : null),
  };
}
const press = (key, target, more = {}) => ({ key, target, ...more });
const link = element("a");

test("a letter on a link is a shortcut", () => {
  assert.equal(isShortcut(press("s", link)), true);
});

for (const control of ["input", "textarea", "select", "option", "[role=textbox]", "[role=combobox]", "[contenteditable]:not([contenteditable=false])"]) {
  test(`a letter in ${control} is text`, () => {
    assert.equal(isShortcut(press("s", element(control))), false);
  });
}

test("a letter in what inherits being editable is text", () => {
  assert.equal(isShortcut(press("s", { ...link, isContentEditable: true })), false);
});

for (const modifier of ["ctrlKey", "altKey", "metaKey", "isComposing", "defaultPrevented"]) {
  test(`no key is ours with ${modifier}`, () => {
    for (const key of ["s", "Escape", "ArrowLeft", "Enter"]) assert.equal(isShortcut(press(key, link, { [modifier]: true })), false);
  });
}

test("Escape and arrows act inside form controls too", () => {
  assert.equal(isShortcut(press("Escape", element("input"))), true);
  assert.equal(isShortcut(press("ArrowLeft", element("select"))), true);
});

test("a press on the document itself is no error", () => {
  assert.equal(isShortcut(press("s", {})), true);
});

test("a key that was used is taken from the browser, one that an action leaves is not", () => {
  let listener;
  const acted = [];
  onKeys({ addEventListener: (_, act) => (listener = act) }, { s: () => acted.push("s"), x: () => (acted.push("x"), false) });
  const taken = [];
  for (const key of ["s", "x", "y", "toString"]) listener(press(key, link, { preventDefault: () => taken.push(key) }));
  assert.deepEqual([acted, taken], [["s", "x"], ["s"]]);
});
