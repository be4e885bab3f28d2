// Pictures go to the server one after the other; one that did not get there leaves no place behind, and says why.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { isPlace, newPlace, pictureSender } from "../../../../static/js/plans/writing/pictures.js";

const kept = (url) => ({ status: 201, json: async () => ({ url }) });
const FORM = { dataset: { pictureUrl: "/picture/" }, elements: { csrfmiddlewaretoken: { value: "t" } } };

function sender(answers) {
  const [replaced, failed, sent] = [[], [], []];
  globalThis.fetch = async (address, { body } = {}) => {
    sent.push([address, body ? body.get("picture").name : null]);
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const pictures = pictureSender({ form: FORM, replace: (...place) => replaced.push(place), failed: (why) => failed.push(why) });
  return { pictures, replaced, failed, sent };
}
const file = (id, name) => ({ id, kind: "file", file: new File(["x"], name) });
const browsersFetch = globalThis.fetch;
afterEach(() => (globalThis.fetch = browsersFetch));

test("pictures are sent in order, and a save can wait for them", async () => {
  const { pictures, replaced, failed, sent } = sender([kept("/picture/1/"), kept("/picture/2/")]);
  pictures.send(file("a", "map.png"));
  pictures.send(file("b", "exit.png"));
  assert.equal(pictures.waiting(), 2);
  await pictures.settled();
  assert.deepEqual(sent, [["/picture/", "map.png"], ["/picture/", "exit.png"]]);
  assert.deepEqual([replaced, failed, pictures.waiting()], [[["a", "/picture/1/"], ["b", "/picture/2/"]], [], 0]);
});

const REFUSALS = [
  [new TypeError("Failed to fetch"), "There is no connection. Insert it again once you are connected."],
  [{ type: "opaqueredirect", status: 0 }, "You are signed out. Sign in again, then insert it anew."],
  [{ status: 422, json: async () => ({ error: "It is no picture." }) }, "It is no picture."],
  [{ status: 403 }, "The portal refused it. Load this page again, then insert it anew."],
  [{ status: 413 }, "It is too large. Make it smaller, then insert it again."],
  [{ status: 502 }, "The portal could not take it. Try again in a minute."],
];
for (const [answer, why] of REFUSALS) {
  test(`a picture that was not sent: ${why}`, async () => {
    const { pictures, replaced, failed } = sender([answer, kept("/picture/2/")]);
    pictures.send(file("a", "map.png"));
    pictures.send(file("b", "exit.png"));
    await pictures.settled();
    assert.deepEqual([failed, replaced], [[why], [["a", null], ["b", "/picture/2/"]]]);
  });
}

test("what travels with the text is sent as a file; what is damaged is not", async () => {
  const { pictures, failed, sent } = sender([kept("/picture/1/")]);
  pictures.send({ id: "a", kind: "data", address: "data:image/png;base64,AAEC" });
  pictures.send({ id: "b", kind: "data", address: "data:image/png;base64,%%" });
  await pictures.settled();
  assert.deepEqual([sent, failed], [[["/picture/", "picture"]], ["It is damaged. Insert it from a file."]]);
});

test("a place that comes back gets the address its picture has by now", async () => {
  const { pictures, replaced } = sender([kept("/picture/1/")]);
  pictures.again("a");
  pictures.send(file("a", "map.png"));
  await pictures.settled();
  pictures.again("a");
  assert.deepEqual(replaced, [["a", "/picture/1/"], ["a", "/picture/1/"]]);
});

test("places have names of their own", () => {
  const [one, two] = [newPlace(), newPlace()];
  assert.notEqual(one, two);
  assert.deepEqual([isPlace(one), isPlace("1-of-another-page")], [true, false]);
});
