// The page on which a section is written: what is typed is kept as a draft.

import { keepDrafts } from "./draft.js";
import { keptBy } from "./editor.js";

keptBy(keepDrafts);
