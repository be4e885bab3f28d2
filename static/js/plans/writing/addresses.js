// Which addresses a section's text may hold. The server decides (plans/text/allowed.py); tests/scripts asks both the same
// questions, so that nothing is shown here that a save would drop without a word.

const LINK = /^(?:https?:\/\/[^/]|mailto:.|tel:.|#.)/i;
const LONGEST_LINK = 2000;
const PICTURE = /(?:^|\/)picture\/([0-9a-f]{64})\/?$/;
// What the server can draw again (safety_portal/core/files/uploads.py); SVG is a program, and no picture there.
const SENDABLE = /^data:image\/(?:png|jpe?g|gif|webp|bmp|tiff|heic|heif);base64,/i;
const MOST_BYTES = 25 * 1024 * 1024;
// Our own notes; every other place inside a document stays behind in the document it was copied from.
const OWN_PLACE = /^#(?:note|ref)-\d+$/;
const BARE = /^(?:https?:\/\/|mailto:|tel:)\S+$/i;

// Whether the server keeps a link to this address.
export function isLink(href) {
  const address = (href ?? "").replace(/[\x00-\x1f\x7f]/g, "").trim().replaceAll(" ", "%20");
  return address.length <= LONGEST_LINK && LINK.test(address);
}

// Whether a link means the same after it was copied into a plan.
export const isLinkHere = (href) => isLink(href) && (!href.trim().startsWith("#") || OWN_PLACE.test(href.trim()));

// The address that a text is, and nothing beside it; else "".
export const lonelyAddress = (text) => (BARE.test(text.trim()) && isLink(text.trim()) ? text.trim() : "");

// Where the pictures of the plan are whose page has this path; "" where it is no page of a plan.
export function picturesOf(path) {
  const plan = /^\/c\/[^/]+\/plans\/\d+\//.exec(path);
  return plan ? `${plan[0]}picture/` : "";
}

// What can become of a picture: "own" (of this plan, at `address`), "portal" (of another plan here, at `address`), "data" (it
// travels with the text), "large" (so does it, but is over the limit), "away" (nothing we can reach: another computer's file,
// another site, a format that is no picture).
export function pictureAt(src, { origin, path }) {
  const given = (src ?? "").trim();
  if (/^data:/i.test(given)) {
    if (!SENDABLE.test(given)) return { kind: "away" };
    return { kind: bytesOf(given) > MOST_BYTES ? "large" : "data", address: given };
  }
  const url = given && parsed(given, origin + path);
  if (!url || url.origin !== origin || !PICTURE.test(url.pathname)) return { kind: "away" };
  const pictures = picturesOf(path);
  return { kind: pictures && url.pathname.startsWith(pictures) ? "own" : "portal", address: url.pathname };
}

const bytesOf = (data) => Math.floor(((data.length - data.indexOf(",") - 1) * 3) / 4);

function parsed(address, base) {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}
