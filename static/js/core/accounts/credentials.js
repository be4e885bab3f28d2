// What the portal and a passkey say to each other: JSON on the way, bytes in the browser.

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

// What the portal asks, with bytes where the browser wants bytes.
export function readable(question) {
  const named = (each) => ({ ...each, id: bytes(each.id) });
  const read = { ...question, challenge: bytes(question.challenge) };
  if (question.user) read.user = named(question.user);
  if (question.allowCredentials) read.allowCredentials = question.allowCredentials.map(named);
  if (question.excludeCredentials) read.excludeCredentials = question.excludeCredentials.map(named);
  return read;
}

// What the passkey answers, as JSON.
export function written({ id, rawId, type, response }) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const given = parts.filter((part) => response[part]).map((part) => [part, text(response[part])]);
  return JSON.stringify({ id, rawId: text(rawId), type, response: Object.fromEntries(given), clientExtensionResults: {} });
}
