// What is pasted or dropped into the editor: its structure (paste.js), pictures that come as files, an address for the words that
// are selected; and what its writer is told of what did not come along.

import { lonelyAddress } from "./addresses.js";
import { leftOutInWords, nothingLeftOut } from "./left-out.js";
import { structured } from "./paste.js";
import { newPlace } from "./pictures.js";

const NO_PICTURE = {
  head: "This file was not put in.",
  what: "The text takes pictures. A Word file becomes a plan of its own: Plans, Import a Word file.",
};

// Props for the editor. `insert([attributes], at)` puts pictures in, `send(picture)` sends one to its place.
export function clipboard({ form, page, insert, setLink, send, says }) {
  const takesPictures = Boolean(form.dataset.pictureUrl);
  // Of the HTML that is being pasted, until it is known whether its pictures come as files instead.
  let read = null;

  function transformPastedHTML(html) {
    read = structured(html, { sends: takesPictures, ...page });
    return read.html;
  }

  // The editor goes on with the text; true where nothing is left for it to do.
  function take(data, slice, at) {
    const { counts, sent } = read ?? { counts: nothingLeftOut(), sent: [] };
    read = null;
    const files = [...data.files].filter((file) => file.type.startsWith("image/"));
    // Spreadsheets and text programs put a picture of the text beside the text.
    const isPicture = files.length > 0 && !slice.content.textBetween(0, slice.content.size).trim();
    const isOtherFile = data.files.length > 0 && files.length === 0 && slice.size === 0;
    if (isPicture && !takesPictures) counts.pictures = files.length;
    if (isPicture && takesPictures) addFiles(files, at);
    else if (isOtherFile) says.set("paste", [NO_PICTURE]);
    else tell(counts, sent);
    return isPicture || isOtherFile;
  }

  function addFiles(files, at) {
    says.set("paste", []);
    const added = files.map((file) => ({ id: newPlace(), kind: "file", file }));
    insert(added.map(({ id }) => ({ pending: id })), at);
    for (const picture of added) send(picture);
  }

  // Once the editor has what was pasted: the pictures' places are in the text then.
  function tell(counts, sent) {
    says.set("paste", leftOutInWords(counts, { takesPictures }));
    queueMicrotask(() => sent.forEach(send));
  }

  function handlePaste(view, event, slice) {
    const data = event.clipboardData;
    if (!data) return false;
    const { $from, $to, empty } = view.state.selection;
    const address = lonelyAddress(data.getData("text/plain"));
    if (address && !empty && $from.sameParent($to) && !/<a\s/i.test(data.getData("text/html"))) {
      read = null;
      setLink(address);
      return true;
    }
    return take(data, slice);
  }

  function handleDrop(view, event, slice, isMoved) {
    if (isMoved || !event.dataTransfer) return false;
    // A file that nobody takes would open in place of this page.
    return take(event.dataTransfer, slice, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos);
  }

  return { transformPastedHTML, handlePaste, handleDrop };
}
