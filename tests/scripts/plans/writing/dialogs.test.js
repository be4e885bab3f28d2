// The small dialogs of the editor: what they put into the text, and what they refuse beside the field.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { describeDialog, linkDialog, pictureDialog } from "../../../../static/js/plans/writing/dialogs.js";
import { element, settle } from "../../page.js";

const browsersFetch = globalThis.fetch;
afterEach(() => {
  delete globalThis.document;
  globalThis.fetch = browsersFetch;
});

function page(...ids) {
  const parts = Object.fromEntries(ids.map((id) => [id, element({ value: "", files: [], disabled: false, focus() {} })]));
  for (const [id, part] of Object.entries(parts)) {
    if (!id.endsWith("-dialog")) continue;
    const close = element();
    Object.assign(part, { querySelector: () => close, isOpen: false, showModal: () => (part.isOpen = true) });
    part.close = () => {
      part.isOpen = false;
      part.dispatchEvent(new Event("close"));
    };
  }
  globalThis.document = { getElementById: (id) => parts[id] ?? null };
  return parts;
}

// An editor that notes what it was asked for.
function editor({ href = "", alt, empty = false } = {}) {
  const asked = [];
  const chain = new Proxy({}, {
    get: (_, name) => (...given) => {
      if (name !== "run") asked.push([name, ...given]);
      return chain;
    },
  });
  return {
    asked,
    chain: () => chain,
    isActive: () => Boolean(href),
    getAttributes: () => ({ href, alt }),
    state: { selection: { empty } },
    view: { focus: () => asked.push(["focus"]) },
    commands: { updateAttributes: (...given) => asked.push(["updateAttributes", ...given]) },
  };
}
const press = (part) => part.dispatchEvent(new Event("click"));
const LINK = ["link-dialog", "link-address", "link-problem", "link-set"];
const PICTURE = ["picture-dialog", "picture-file", "picture-alt", "picture-problem", "picture-put"];

test("chosen words become a link, and the editor has the focus again", () => {
  const parts = page(...LINK);
  const writer = editor();
  linkDialog(writer).open();
  parts["link-address"].value = " https://www.ready.gov/ ";
  press(parts["link-set"]);
  assert.deepEqual(writer.asked, [["extendMarkRange", "link"], ["setLink", { href: "https://www.ready.gov/" }], ["focus"]]);
  assert.equal(parts["link-dialog"].isOpen, false);
});

test("an address that no save would keep is refused beside the field, and the dialog stays", () => {
  const parts = page(...LINK);
  const writer = editor();
  linkDialog(writer).open();
  parts["link-address"].value = "javascript:alert(1)";
  press(parts["link-set"]);
  assert.deepEqual(writer.asked, []);
  assert.deepEqual([parts["link-problem"].textContent, parts["link-problem"].hidden], ["Begin with https://, mailto: or tel:.", false]);
  assert.equal(parts["link-dialog"].isOpen, true);
});

test("where no words are chosen the address is the words", () => {
  const parts = page(...LINK);
  const writer = editor({ empty: true });
  linkDialog(writer).open();
  parts["link-address"].value = "tel:911";
  press(parts["link-set"]);
  assert.deepEqual(writer.asked[1], ["insertContent", { type: "text", text: "tel:911", marks: [{ type: "link", attrs: { href: "tel:911" } }] }]);
});

test("an address that is taken away takes the link away", () => {
  const parts = page(...LINK);
  const writer = editor({ href: "https://x.example/" });
  linkDialog(writer).open();
  assert.equal(parts["link-address"].value, "https://x.example/");
  parts["link-address"].value = "";
  press(parts["link-set"]);
  assert.deepEqual(writer.asked[1], ["unsetLink"]);
});

test("a dialog that is opened again has forgotten what was wrong", () => {
  const parts = page(...LINK);
  const dialog = linkDialog(editor());
  parts["link-address"].value = "x";
  press(parts["link-set"]);
  dialog.open();
  assert.deepEqual([parts["link-problem"].textContent, parts["link-problem"].hidden, parts["link-address"].value], ["", true, ""]);
});

const FORM = { dataset: { pictureUrl: "/picture/" }, elements: { csrfmiddlewaretoken: { value: "t" } } };

test("a picture is put in with its description once the portal has it", async () => {
  const parts = page(...PICTURE);
  const put = [];
  globalThis.fetch = async () => ({ status: 201, json: async () => ({ url: "/picture/1/" }) });
  pictureDialog(editor(), FORM, (pictures) => put.push(pictures)).open();
  parts["picture-file"].files = [new File(["x"], "map.png")];
  parts["picture-alt"].value = " The exits ";
  press(parts["picture-put"]);
  assert.equal(parts["picture-put"].disabled, true);
  await settle();
  assert.deepEqual(put, [[{ src: "/picture/1/", alt: "The exits" }]]);
  assert.deepEqual([parts["picture-dialog"].isOpen, parts["picture-put"].disabled], [false, false]);
});

test("without a file the dialog asks for one, and sends nothing", () => {
  const parts = page(...PICTURE);
  globalThis.fetch = () => assert.fail("something was sent");
  pictureDialog(editor(), FORM, () => assert.fail("something was put in")).open();
  press(parts["picture-put"]);
  assert.equal(parts["picture-problem"].textContent, "Choose a file first.");
});

test("what the portal says of a picture stands in the dialog, which stays and can be tried again", async () => {
  const parts = page(...PICTURE);
  globalThis.fetch = async () => ({ status: 422, json: async () => ({ error: "This is no picture." }) });
  pictureDialog(editor(), FORM, () => assert.fail("something was put in")).open();
  parts["picture-file"].files = [new File(["x"], "plan.docx")];
  press(parts["picture-put"]);
  await settle();
  assert.equal(parts["picture-problem"].textContent, "This is no picture.");
  assert.deepEqual([parts["picture-dialog"].isOpen, parts["picture-put"].disabled], [true, false]);
});

test("what a picture shows can be told afterwards", () => {
  const parts = page("describe-dialog", "describe-alt", "describe-set");
  const writer = editor({ alt: "Exits" });
  describeDialog(writer).open();
  assert.equal(parts["describe-alt"].value, "Exits");
  parts["describe-alt"].value = " The exits of floor 2 ";
  press(parts["describe-set"]);
  assert.deepEqual(writer.asked[0], ["updateAttributes", "image", { alt: "The exits of floor 2" }]);
});

test("a page without that dialog, as of a suggestion, has none", () => {
  page();
  assert.equal(describeDialog(editor()), null);
});
