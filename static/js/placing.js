// In the row of a passage, S shows it in the file. Only while the focus is in that row, and not in its list of places, where S
// looks for a place that begins with it.

import { onKeys } from "./keys.js";

onKeys(document, {
  s(event) {
    const row = event.target.closest?.("tr[data-passage]");
    if (!row) return false;
    window.location.assign(row.dataset.passage);
  },
});
