// The editor's two small dialogs: a link, and a picture from this device.

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
    if (href && !/^(https?:\/\/\S|mailto:\S|tel:\S|#\S)/i.test(href)) {
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
  address.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    set();
  });
  return {
    open() {
      address.value = editor.getAttributes("link").href || "";
      say(problem, "");
      dialog.showModal();
    },
  };
}

export function pictureDialog(editor, form) {
  const dialog = document.getElementById("picture-dialog");
  const file = document.getElementById("picture-file");
  const alt = document.getElementById("picture-alt");
  const problem = document.getElementById("picture-problem");
  const put = document.getElementById("picture-put");
  closing(dialog, editor);

  async function send() {
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.append("picture", file.files[0]);
    const response = await fetch(form.dataset.pictureUrl, { method: "POST", body, redirect: "manual" });
    if (response.status === 201) return (await response.json()).url;
    const json = response.headers.get("Content-Type")?.includes("json");
    throw new Error(json ? (await response.json()).error : "The picture could not be sent. Sign in again, or try later.");
  }

  put.addEventListener("click", async () => {
    if (!file.files.length) return say(problem, "Choose a file first.");
    put.disabled = true;
    try {
      const src = await send();
      editor.chain().setImage({ src, alt: alt.value.trim() }).run();
      dialog.close();
    } catch (error) {
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
