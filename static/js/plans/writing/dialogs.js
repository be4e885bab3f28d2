// The editor's small dialogs: a link, a picture from this device, and what a picture shows.

import { onKeys } from "../../core/look/keys.js";
import { isLink } from "./addresses.js";
import { NotSent, sendPicture } from "./pictures.js";

function closing(dialog, editor) {
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => editor.view.focus());
}

function say(problem, words) {
  problem.textContent = words;
  problem.hidden = !words;
}

export function linkDialog(editor) {
  const dialog = document.getElementById("link-dialog");
  const address = document.getElementById("link-address");
  const problem = document.getElementById("link-problem");
  closing(dialog, editor);

  function set() {
    const href = address.value.trim();
    if (href && !isLink(href)) {
      say(problem, "Begin with https://, mailto: or tel:.");
      address.focus();
      return;
    }
    const chain = editor.chain().extendMarkRange("link");
    if (!href) chain.unsetLink().run();
    else if (editor.state.selection.empty && !editor.isActive("link")) {
      chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
    } else chain.setLink({ href }).run();
    dialog.close();
  }

  document.getElementById("link-set").addEventListener("click", set);
  onKeys(address, { Enter: set });
  return {
    open() {
      address.value = editor.getAttributes("link").href || "";
      say(problem, "");
      dialog.showModal();
    },
  };
}

export function pictureDialog(editor, form, insert) {
  const dialog = document.getElementById("picture-dialog");
  const file = document.getElementById("picture-file");
  const alt = document.getElementById("picture-alt");
  const problem = document.getElementById("picture-problem");
  const put = document.getElementById("picture-put");
  closing(dialog, editor);

  put.addEventListener("click", async () => {
    if (!file.files.length) return say(problem, "Choose a file first.");
    put.disabled = true;
    try {
      const src = await sendPicture(form, file.files[0]);
      insert([{ src, alt: alt.value.trim() }]);
      dialog.close();
    } catch (error) {
      if (!(error instanceof NotSent)) throw error;
      say(problem, error.message);
    } finally {
      put.disabled = false;
    }
  });
  return {
    open() {
      file.value = alt.value = "";
      say(problem, "");
      dialog.showModal();
    },
  };
}

// What the selected picture shows: pasted ones come without it. A suggestion's editor has no such dialog.
export function describeDialog(editor) {
  const dialog = document.getElementById("describe-dialog");
  if (!dialog) return null;
  const alt = document.getElementById("describe-alt");
  closing(dialog, editor);

  function set() {
    editor.commands.updateAttributes("image", { alt: alt.value.trim() });
    dialog.close();
  }
  document.getElementById("describe-set").addEventListener("click", set);
  onKeys(alt, { Enter: set });
  return {
    open() {
      alt.value = editor.getAttributes("image").alt ?? "";
      dialog.showModal();
    },
  };
}
