// The rich text editor of a section. It takes over the textarea, keeps it in step, and adds tools; saving stays the
// form's own business. What becomes of the words on their way is said by the page: edit.js here, comments/suggest.js.

import {
  Blockquote, Bold, BulletList, Document, Dropcursor, Editor, Extension, Gapcursor, HardBreak, Heading, History,
  HorizontalRule, Image, Italic, Link, ListItem, OrderedList, Paragraph, Strike, Subscript, Superscript, Table, TableCell,
  TableHeader, TableRow, Text, Underline,
} from "../../../django_prose_editor/editor.js";
import { onKeys } from "../../core/look/keys.js";
import { sayer } from "../../core/look/says.js";
import { isLink, pictureAt } from "./addresses.js";
import { clipboard } from "./clipboard.js";
import { describeDialog, linkDialog, pictureDialog } from "./dialogs.js";
import { leftOutInWords, nothingLeftOut } from "./left-out.js";
import { isPlace, pictureSender } from "./pictures.js";

const form = document.getElementById("editor");
const source = document.getElementById("id_html");
const area = document.getElementById("edit-area");
const tools = document.getElementById("tools");

const Keys = Extension.create({
  name: "portalKeys",
  priority: 1000,
  addKeyboardShortcuts() {
    const heading = (level) => () => this.editor.commands.toggleHeading({ level });
    return {
      "Mod-Alt-1": heading(3),
      "Mod-Alt-2": heading(4),
      "Mod-Alt-3": heading(5),
      "Mod-Alt-0": () => this.editor.commands.setParagraph(),
      "Mod-k": () => (link.open(), true),
      "Mod-s": () => (form.requestSubmit(document.getElementById("save")), true),
      // Tab works inside lists and tables, so the keyboard needs another way out of the text.
      Escape: () => ((document.querySelector("#kinds input:checked") ?? form.elements.why).focus(), true),
    };
  },
});

// A link that was pasted keeps its address; only words that are none become links to the address they spell.
const OwnLink = Link.extend({
  addPasteRules() {
    const isLinked = ({ state, range }) => state.doc.rangeHasMark(range.from, range.to, this.type);
    return (this.parent?.() ?? []).map((rule) => ({
      find: rule.find,
      handler: (pasted) => (isLinked(pasted) ? undefined : rule.handler(pasted)),
    }));
  },
});

// The text holds the pictures that a save keeps, and those that are on their way; no others, wherever they come from.
const Picture = Image.extend({
  addAttributes() {
    const pending = {
      default: null,
      parseHTML: (image) => image.dataset.pending ?? null,
      renderHTML: (attributes) => (attributes.pending ? { "data-pending": attributes.pending } : {}),
    };
    return { ...this.parent?.(), pending };
  },
  parseHTML: () => [{ tag: "img", getAttrs: (image) => (isPictureHere(image) ? null : false) }],
});
const page = { origin: location.origin, path: location.pathname };
function isPictureHere(image) {
  return isPlace(image.dataset.pending) || ["own", "portal"].includes(pictureAt(image.getAttribute("src"), page).kind);
}

const says = sayer(document.getElementById("says"));
const pictures = pictureSender({ form, replace: replacePicture, failed: pictureFailed });
const pasting = clipboard({ form, page, insert: insertPictures, setLink, send: (picture) => pictures.send(picture), says });

const editor = new Editor({
  element: area,
  injectCSS: false,
  content: source.value,
  extensions: [
    Document, Paragraph, Text, HardBreak, Heading.configure({ levels: [3, 4, 5, 6] }), Bold, Italic, Underline, Strike,
    Subscript, Superscript, BulletList, OrderedList, ListItem, Blockquote, HorizontalRule,
    OwnLink.configure({ openOnClick: false, autolink: false, linkOnPaste: false, isAllowedUri: isLink, defaultProtocol: "https" }),
    Picture.configure({ inline: false }), Table.configure({ resizable: false }), TableRow, TableHeader, TableCell,
    History, Dropcursor, Gapcursor, Keys,
  ],
  // Pasted text stays as it is: its asterisks and underscores are no orders.
  enablePasteRules: ["link"],
  editorProps: {
    ...pasting,
    attributes: { role: "textbox", "aria-multiline": "true", "aria-labelledby": "html-label", lang: "en" },
  },
  onUpdate: () => changed(),
  onSelectionUpdate: () => showState(),
  onTransaction: () => showState(),
});

const link = linkDialog(editor);
const picture = pictureDialog(editor, form, insertPictures);
const describe = describeDialog(editor);

const text = {
  read: () => (editor.isEmpty ? "" : editor.getHTML()),
  waiting: pictures.waiting,
  settled: pictures.settled,
  // Words of another time: pictures that were on their way then never arrived.
  write(html) {
    const lost = html.match(/<img[^>]*\sdata-pending=/g)?.length ?? 0;
    editor.commands.setContent(html);
    source.value = text.read();
    says.set("picture", leftOutInWords({ ...nothingLeftOut(), pictures: lost }, { takesPictures: true }));
  },
};
source.hidden = true;
area.hidden = tools.hidden = false;
for (const keys of document.querySelectorAll(".keys")) keys.hidden = false;
document.getElementById("html-label").addEventListener("click", () => editor.view.focus());

const hearers = [];
// keep(form, text, says): what keeps or sends the words; who returns { changed } hears of each change from now on.
export function keptBy(keep) {
  const keeper = keep(form, text, says);
  if (keeper) hearers.push(keeper);
}

function changed() {
  source.value = text.read();
  for (const keeper of hearers) keeper.changed();
  for (const id of pendingPictures().keys()) pictures.again(id);
}

// ---------------------------------------------------------------- pictures on their way

// Where pictures wait that are on their way, by id.
function pendingPictures() {
  const places = new Map();
  editor.state.doc.descendants((node, at) => {
    if (node.attrs.pending) places.set(node.attrs.pending, [...(places.get(node.attrs.pending) ?? []), { node, at }]);
  });
  return places;
}

function replacePicture(id, address) {
  const change = editor.state.tr.setMeta("addToHistory", false);
  for (const { node, at } of (pendingPictures().get(id) ?? []).reverse()) {
    if (address) change.setNodeMarkup(at, undefined, { ...node.attrs, src: address, pending: null });
    else change.replaceWith(at, at + node.nodeSize, editor.schema.nodes.paragraph.create());
  }
  if (change.docChanged) editor.view.dispatch(change);
}

window.addEventListener("beforeunload", (event) => pictures.waiting() && event.preventDefault());

function pictureFailed(why) {
  says.set("picture", [{ head: "A picture was not put in.", what: why }]);
}

// With a line to write in behind them. A picture that is selected, as each is once it was put in, stays.
function insertPictures(added, at) {
  const nodes = added.map((attrs) => ({ type: "image", attrs }));
  const { selection } = editor.state;
  const place = at ?? (selection.node ? selection.to : { from: selection.from, to: selection.to });
  editor.commands.insertContentAt(place, [...nodes, { type: "paragraph" }]);
}

function setLink(href) {
  editor.commands.setLink({ href });
}

// The library's own focus() waits for the next frame, and what is typed until then would go to the tool.
function chain() {
  editor.view.focus();
  return editor.chain().scrollIntoView();
}
const COURSE_OF_ACTION =
  "<table><tbody><tr><th>What</th><th>Who</th><th>When</th></tr><tr><td></td><td></td><td></td></tr></tbody></table><p></p>";
const DO = {
  undo: () => chain().undo().run(),
  redo: () => chain().redo().run(),
  bold: () => chain().toggleBold().run(),
  italic: () => chain().toggleItalic().run(),
  bulletList: () => chain().toggleBulletList().run(),
  orderedList: () => chain().toggleOrderedList().run(),
  table: () => chain().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
  picture: () => picture.open(),
  link: () => link.open(),
  action: () => chain().insertContent(COURSE_OF_ACTION).run(),
  addRow: () => chain().addRowAfter().run(),
  deleteRow: () => chain().deleteRow().run(),
  addColumn: () => chain().addColumnAfter().run(),
  deleteColumn: () => chain().deleteColumn().run(),
  mergeCells: () => chain().mergeCells().run(),
  splitCell: () => chain().splitCell().run(),
  headerRow: () => chain().toggleHeaderRow().run(),
  deleteTable: () => chain().deleteTable().run(),
  describe: () => describe.open(),
};

// A pointer's press leaves the focus in the text; with the keyboard a tool has it until it is used.
tools.addEventListener("mousedown", (event) => event.target.closest("button[data-do]") && event.preventDefault());
tools.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-do]");
  if (button) DO[button.dataset.do]();
});
const block = tools.querySelector("select");
block.addEventListener("change", () => {
  const level = Number(block.value);
  if (level) chain().setHeading({ level }).run();
  else chain().setParagraph().run();
});

function showState() {
  for (const button of tools.querySelectorAll("[aria-pressed]")) {
    button.setAttribute("aria-pressed", String(editor.isActive(button.dataset.do)));
  }
  const level = [3, 4, 5, 6].find((each) => editor.isActive("heading", { level: each }));
  block.value = String(level || 0);
  for (const button of tools.querySelectorAll(".tools-more button, [data-do=describe]")) button.disabled = !isOfUse(button.dataset.do);
}

// Which of the tools for tables and pictures work where the cursor is.
const NEEDS = {
  mergeCells: () => editor.can().mergeCells(),
  splitCell: () => editor.can().splitCell(),
  describe: () => editor.isActive("image"),
};
const isOfUse = (tool) => (NEEDS[tool] ?? (() => editor.isActive("table")))();

// One tab stop: the arrows move along the tools that work.
const stops = () => [...tools.querySelectorAll("button, select")].filter((each) => !each.disabled);
function rove(to) {
  for (const each of tools.querySelectorAll("button, select")) each.tabIndex = each === to ? 0 : -1;
}
rove(stops()[0]);
tools.addEventListener("focusin", (event) => rove(event.target));
function move(step) {
  const all = stops();
  all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
}
onKeys(tools, { ArrowRight: () => move(1), ArrowLeft: () => move(-1) });
showState();
