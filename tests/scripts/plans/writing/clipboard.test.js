// What is pasted or dropped: an address for chosen words, pictures as files, and files that no text takes.

import assert from "node:assert/strict";
import { test } from "node:test";

import { clipboard } from "../../../../static/js/plans/writing/clipboard.js";
import { isPlace } from "../../../../static/js/plans/writing/pictures.js";
import { settle } from "../../page.js";

function pasting({ takesPictures = true } = {}) {
  const done = { inserted: [], linked: [], sent: [], said: [] };
  const board = clipboard({
    form: { dataset: takesPictures ? { pictureUrl: "/picture/" } : {} },
    page: { origin: "https://portal.example", path: "/c/juniper/plans/8/" },
    insert: (pictures, at) => done.inserted.push([pictures, at]),
    setLink: (address) => done.linked.push(address),
    send: (picture) => done.sent.push(picture),
    says: { set: (about, lines) => done.said.push([about, lines.map(({ head }) => head)]) },
  });
  return { ...done, board };
}
const data = ({ plain = "", html = "", files = [] } = {}) => ({
  files, getData: (kind) => ({ "text/plain": plain, "text/html": html })[kind],
});
const slice = (text = "") => ({ size: text.length, content: { size: text.length, textBetween: () => text } });
const view = ({ empty = false, oneParagraph = true } = {}) => ({
  state: { selection: { $from: { sameParent: () => oneParagraph }, $to: {}, empty } },
  posAtCoords: () => ({ pos: 7 }),
});
const PICTURE = new File(["x"], "map.png", { type: "image/png" });
const DOCUMENT = new File(["x"], "plan.docx", { type: "application/msword" });

test("an address pasted over chosen words links them", () => {
  const { board, linked } = pasting();
  assert.equal(board.handlePaste(view(), { clipboardData: data({ plain: " https://www.ready.gov/ " }) }, slice("x")), true);
  assert.deepEqual(linked, ["https://www.ready.gov/"]);
});

test("an address is text where no words are chosen, or those of two paragraphs", () => {
  const { board, linked } = pasting();
  for (const where of [view({ empty: true }), view({ oneParagraph: false })]) {
    assert.equal(board.handlePaste(where, { clipboardData: data({ plain: "https://x.example" }) }, slice("x")), false);
  }
  assert.deepEqual(linked, []);
});

test("words that are a link already are pasted as they are", () => {
  const { board, linked } = pasting();
  const copied = data({ plain: "https://x.example", html: '<a href="https://y.example">https://x.example</a>' });
  assert.equal(board.handlePaste(view(), { clipboardData: copied }, slice("x")), false);
  assert.deepEqual(linked, []);
});

test("a picture that comes as a file gets its place at once and is sent to it", () => {
  const { board, inserted, sent } = pasting();
  assert.equal(board.handlePaste(view(), { clipboardData: data({ files: [PICTURE] }) }, slice()), true);
  const [[[{ pending }], at]] = inserted;
  assert.equal(isPlace(pending), true);
  assert.equal(at, undefined);
  assert.deepEqual(sent, [{ id: pending, kind: "file", file: PICTURE }]);
});

test("a picture that is dropped gets its place where it was dropped", () => {
  const { board, inserted } = pasting();
  assert.equal(board.handleDrop(view(), { dataTransfer: data({ files: [PICTURE] }) }, slice(), false), true);
  assert.equal(inserted[0][1], 7);
});

test("the picture that a spreadsheet puts beside its text is left for the text", async () => {
  const { board, inserted, sent } = pasting();
  assert.equal(board.handlePaste(view(), { clipboardData: data({ files: [PICTURE] }) }, slice("Chief 555-0100")), false);
  await settle();
  assert.deepEqual([inserted, sent], [[], []]);
});

test("a suggestion takes no picture and says so", () => {
  const { board, said, sent } = pasting({ takesPictures: false });
  assert.equal(board.handlePaste(view(), { clipboardData: data({ files: [PICTURE, PICTURE] }) }, slice()), true);
  assert.deepEqual(said, [["paste", ["2 pictures were not pasted."]]]);
  assert.deepEqual(sent, []);
});

test("a file that is no picture does not open in place of the page, and where it belongs is said", () => {
  const { board, said } = pasting();
  assert.equal(board.handleDrop(view(), { dataTransfer: data({ files: [DOCUMENT] }) }, slice(), false), true);
  assert.deepEqual(said, [["paste", ["This file was not put in."]]]);
});

test("what is moved within the text is the editor's own", () => {
  const { board } = pasting();
  assert.equal(board.handleDrop(view(), { dataTransfer: data({ files: [PICTURE] }) }, slice("x"), true), false);
});

test("a browser that hands nothing over is left alone", () => {
  const { board } = pasting();
  assert.equal(board.handlePaste(view(), {}, slice()), false);
  assert.equal(board.handleDrop(view(), {}, slice(), false), false);
});
