// The page on which a whole suggestion is written, in one go: there is no draft of it on the server.

import { keptBy } from "../writing/editor.js";
import { sendSuggestions } from "./suggesting.js";

keptBy(sendSuggestions);
