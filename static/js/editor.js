// The rich text editor of a section. It takes over the textarea, keeps it in step, and adds tools; saving stays the
// form's own business. What is typed is kept by draft.js.

import {
  Blockquote, Bold, BulletList, Document, Dropcursor, Editor, Extension, Gapcursor, HardBreak, Heading, History,
  HorizontalRule, Image, Italic, Link, ListItem, OrderedList, Paragraph, Strike, Subscript, Superscript, Table, TableCell,
  TableHeader, TableRow, Text, Underline,
} from "../django_prose_editor/editor.js";
import { keepDrafts } from "./draft.js";
import { linkDialog, pictureDialog } from "./editor-dialogs.js";
import { structured } from "./paste.js";

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

const editor = new Editor({
  element: area,
  injectCSS: false,
  content: source.value,
  extensions: [
    Document, Paragraph, Text, HardBreak, Heading.configure({ levels: [3, 4, 5, 6] }), Bold, Italic, Underline, Strike,
    Subscript, Superscript, BulletList, OrderedList, ListItem, Blockquote, HorizontalRule,
    Link.configure({ openOnClick: false, autolink: false, linkOnPaste: true }),
    Image.configure({ inline: false, allowBase64: false }), Table.configure({ resizable: false }), TableRow, TableHeader, TableCell,
    History, Dropcursor, Gapcursor, Keys,
  ],
  editorProps: {
    transformPastedHTML: structured,
    attributes: { role: "textbox", "aria-multiline": "true", "aria-labelledby": "html-label", lang: "en" },
  },
  onUpdate: () => changed(),
  onSelectionUpdate: () => showState(),
  onTransaction: () => showState(),
});

const link = linkDialog(editor);
const picture = pictureDialog(editor, form);

const text = {
  read: () => (editor.isEmpty ? "" : editor.getHTML()),
  write(html) {
    editor.commands.setContent(html);
    source.value = html;
  },
};
source.hidden = true;
area.hidden = tools.hidden = false;
for (const keys of document.querySelectorAll(".keys")) keys.hidden = false;
document.getElementById("html-label").addEventListener("click", () => editor.view.focus());
// A suggestion is written in one go: there is no draft of it on the server.
const drafts = form.dataset.draftUrl ? keepDrafts(form, text) : { changed() {} };

function changed() {
  source.value = text.read();
  drafts.changed();
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
  headerRow: () => chain().toggleHeaderRow().run(),
  deleteTable: () => chain().deleteTable().run(),
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
  tools.querySelector(".tools-in-table").hidden = !editor.isActive("table");
}

// One tab stop: the arrows move along the tools that are shown.
const stops = () => [...tools.querySelectorAll("button, select")].filter((each) => each.offsetParent !== null);
function rove(to) {
  for (const each of tools.querySelectorAll("button, select")) each.tabIndex = each === to ? 0 : -1;
}
rove(stops()[0]);
tools.addEventListener("focusin", (event) => rove(event.target));
tools.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const all = stops();
  all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
  event.preventDefault();
});
showState();
