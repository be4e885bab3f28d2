// The one place that listens to keys. A letter or digit is a shortcut only where nobody can be writing or choosing: from a form
// control or an editable text it is text. With Ctrl, Alt or the command key, or while an input method composes, every key is
// the browser's own.

const WRITING = "input, textarea, select, option, [contenteditable]:not([contenteditable=false]), [role=textbox], [role=combobox], "
  + "[role=listbox], [role=searchbox], [role=spinbutton]";

export const isPlain = (event) =>
  !(event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey);

export const isWriting = (target) => Boolean(target?.isContentEditable || target?.closest?.(WRITING));

// Whether this press may act as a shortcut. Named keys (Escape, ArrowLeft) act inside form controls too: who asks for them
// listens on the very part they are meant for.
export const isShortcut = (event) => isPlain(event) && !(event.key.length === 1 && isWriting(event.target));

// onKeys(document, { Escape: (event) => ... }): an action that returns false leaves the key to the browser.
export function onKeys(part, actions) {
  part.addEventListener("keydown", (event) => {
    const act = Object.hasOwn(actions, event.key) && actions[event.key];
    if (act && isShortcut(event) && act(event) !== false) event.preventDefault();
  });
}
