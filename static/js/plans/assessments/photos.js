// Photos as they leave the phone: drawn anew, so that they say neither where nor when nor with what they were taken, and small
// enough for a slow line. The hash is that of what is sent.

export const LONGEST_SIDE = 2000;
export const MOST = 40;
const QUALITY = 0.82;

// The photo cannot be read; the message says why, and what to do.
export class NotRead extends Error {}

export const room = (has) => Math.max(0, MOST - has);
export const TOO_MANY = `An answer has room for ${MOST} photos. Save this one; another answer to the same item may have more.`;

// { width, height } with the longest side at most LONGEST_SIDE; never larger than it was.
export function fitted({ width, height }) {
  const by = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * by)), height: Math.max(1, Math.round(height * by)) };
}

// By its first bytes: phones name these files as they like.
const HEIC = new Set(["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"]);
export function isHeic(head) {
  const letters = (from, to) => String.fromCharCode(...head.slice(from, to));
  return letters(4, 8) === "ftyp" && HEIC.has(letters(8, 12));
}

export function whyNotRead(head) {
  if (!head.length) return "The file is empty. Take the photo again.";
  if (isHeic(head)) return "This photo is a HEIC, which this browser cannot read. Take it with this page, or save it as JPEG.";
  return "This file is no photo that this browser can read. Choose a JPEG or PNG, or take it with this page.";
}

export const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function drawn(picture) {
  const { width, height } = fitted(picture);
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const pen = canvas.getContext("2d", { alpha: false });
  // What is see-through in a PNG is paper, not night.
  pen.fillStyle = "white";
  pen.fillRect(0, 0, width, height);
  pen.drawImage(picture, 0, 0, width, height);
  const jpeg = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  if (!jpeg) throw new NotRead("This phone has no room to make the photo smaller. Close other pages, then choose it again.");
  return { width, height, bytes: await jpeg.arrayBuffer() };
}

// { sha256, bytes, width, height } of a chosen file. Raises NotRead.
export async function madeSmaller(file) {
  // Browsers that know no options turn a photo upright by themselves.
  const upright = createImageBitmap(file, { imageOrientation: "from-image" });
  const picture = await upright.catch(() => createImageBitmap(file)).catch(() => null);
  if (!picture) throw new NotRead(whyNotRead(new Uint8Array(await file.slice(0, 12).arrayBuffer())));
  try {
    const made = await drawn(picture);
    return { ...made, sha256: hex(await crypto.subtle.digest("SHA-256", made.bytes)) };
  } finally {
    picture.close();
  }
}

// Draws what is kept into a canvas of a page: our policy shows no picture from anywhere but the portal.
export async function showIn(canvas, bytes) {
  const picture = await createImageBitmap(new Blob([bytes], { type: "image/jpeg" }));
  Object.assign(canvas, { width: picture.width, height: picture.height });
  canvas.getContext("2d").drawImage(picture, 0, 0);
  picture.close();
}
