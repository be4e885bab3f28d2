// In the row of a passage, S shows it in the file. Only while the focus is in that row, and not in its list of places, where S
// looks for a place that begins with it.

import { onKeys } from "../../core/look/keys.js";

// `leave(address)` opens another page in the place of this one.
export function passageKeys(page, leave) {
  onKeys(page, {
    s(event) {
      const row = event.target.closest?.("tr[data-passage]");
      if (!row) return false;
      leave(row.dataset.passage);
    },
  });
}

if (globalThis.document) passageKeys(document, (address) => window.location.assign(address));
