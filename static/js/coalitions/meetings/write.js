// The page on which minutes are written: what is typed is kept as a draft.

import { sayer } from "../../core/look/says.js";
import { keepMinutes } from "./minutes.js";

keepMinutes(document.getElementById("minutes"), sayer(document.getElementById("says")));
