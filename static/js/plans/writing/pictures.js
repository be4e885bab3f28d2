// Pictures on their way to the server: from the dialog, pasted or dropped. In the text each has its place from the beginning;
// until it was sent it is marked as pending there, and a save waits for it.

const SECONDS = 120;
const SIGN_IN = "You are signed out. Sign in again, then insert it anew.";

const places = new Set();

// A name for a picture's place in the text, until it has an address.
export function newPlace() {
  const id = `${Date.now()}-${places.size}`;
  places.add(id);
  return id;
}

// Whether it is the name of a place on this page: a picture of another page that was on its way is on its way no more.
export const isPlace = (id) => places.has(id);

// The picture is not on the server; the message says why and what to do.
export class NotSent extends Error {}

// Sends a picture of a section; returns its address. Raises NotSent.
export async function sendPicture(form, file) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.append("picture", file, file.name || "picture");
  const response = await answer(form.dataset.pictureUrl, { method: "POST", body });
  if (response.status === 201) return (await response.json()).url;
  if (response.status === 422) throw new NotSent((await response.json()).error);
  throw new NotSent(whyNot(response));
}

async function answer(address, options = {}) {
  try {
    return await fetch(address, { redirect: "manual", signal: AbortSignal.timeout(SECONDS * 1000), ...options });
  } catch {
    throw new NotSent("There is no connection. Insert it again once you are connected.");
  }
}

function whyNot(response) {
  if (response.type === "opaqueredirect") return SIGN_IN;
  if (response.status === 403) return "The portal refused it. Load this page again, then insert it anew.";
  if (response.status === 413) return "It is too large. Make it smaller, then insert it again.";
  return "The portal could not take it. Try again in a minute.";
}

// What travels with the text, as a file. Our policy lets no script fetch a data: address.
function fileOf(data) {
  const bytes = atob(data.slice(data.indexOf(",") + 1).replace(/\s+/g, ""));
  return new Blob([Uint8Array.from(bytes, (letter) => letter.charCodeAt(0))], { type: /^data:([^;,]+)/.exec(data)[1] });
}

async function load({ kind, address, file }) {
  if (kind === "file") return file;
  if (kind === "data") {
    try {
      return fileOf(address);
    } catch {
      throw new NotSent("It is damaged. Insert it from a file.");
    }
  }
  const response = await answer(address);
  if (!response.ok) throw new NotSent("You may not read the plan it is from. Ask for it as a file.");
  return response.blob();
}

// sender({ form, replace, failed }) -> { send, settled, waiting }. `replace(id, address)` puts a picture that was sent in its
// place, null takes the place away; `failed(message)` is told why one was not sent.
export function pictureSender({ form, replace, failed }) {
  const done = new Map();
  let last = Promise.resolve();
  let waiting = 0;

  async function one(picture) {
    let address = null;
    try {
      address = await sendPicture(form, await load(picture));
    } catch (error) {
      if (!(error instanceof NotSent)) reportError(error);
      failed(error instanceof NotSent ? error.message : "The portal could not take it. Try again in a minute.");
    } finally {
      waiting--;
      done.set(picture.id, address);
      replace(picture.id, address);
    }
  }
  return {
    send(picture) {
      waiting++;
      const begin = () => one(picture);
      last = last.then(begin);
    },
    // When all that were asked for are sent, or are not.
    settled: () => last,
    waiting: () => waiting,
    // Taking a step back and forth may bring a place back after its picture was sent.
    again: (id) => done.has(id) && replace(id, done.get(id)),
  };
}
