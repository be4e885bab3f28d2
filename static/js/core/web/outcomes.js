// What became of words that were sent to be kept as a draft, and what their writer is told: what happened, and what to do.

// Refusals in which the portal says more, as JSON: who is signed in, or in `error` what is wrong with the words.
const ANSWERED = { 409: "other_account", 422: "not_taken" };

// { kind, answer } of a response to a draft: "kept", or why not. `response` null: nothing came back, as without a network.
export async function outcomeOf(response) {
  if (!response) return { kind: "offline" };
  if (response.type === "opaqueredirect") return { kind: "signed_out" };
  if (response.status === 403) return { kind: "refused" };
  if (!response.ok && !(response.status in ANSWERED)) return { kind: response.status === 413 ? "too_long" : "server" };
  try {
    return { kind: ANSWERED[response.status] ?? "kept", answer: await response.json() };
  } catch {
    // A refusal in a page of its own says more there. Else no answer of the portal: a network that puts a page before
    // everything, such as a guest Wi-Fi.
    return { kind: response.status === 422 ? "server" : "offline" };
  }
}

// With these a save would lead away from the page to no avail: it stays. After any other the save goes on; it may well succeed.
const STAYS = new Set(["offline", "signed_out", "other_account", "refused"]);
export const saveGoesOn = ({ kind }) => !STAYS.has(kind);

const LINES = {
  offline: () => "No connection.",
  signed_out: () => "You are signed out.",
  other_account: (answer) => `${answer.signed_in_as} is signed in now.`,
  refused: () => "The portal refused the draft.",
  too_long: () => "The text is too long for a draft.",
  not_taken: (answer) => answer.error,
  server: () => "The portal could not take the draft.",
};
// Short, beside the button.
export const lineFor = ({ kind, answer }) => LINES[kind](answer);

const WHY = {
  offline: {
    because: () => "there is no connection",
    then: "Stay on this page, and press the button again once you are connected.",
  },
  signed_out: { because: () => "you are signed out", then: "The page offers them to you once you are signed in.", link: "Sign in again" },
  other_account: {
    because: (answer) => `${answer.signed_in_as} is signed in on this device now`,
    then: "The page offers them to you once you are signed in as yourself.",
    link: "Sign in again",
  },
  refused: {
    because: () => "this page is older than your sign-in, or you may no longer write here",
    then: "The page offers them to you when it is loaded again.",
    link: "Load the page again",
  },
  not_taken: { because: () => "the portal did not take these words", then: "" },
  too_long: { because: () => "the text is too long", then: "Make it shorter, or divide it in two." },
  server: { because: () => "the portal could not take your words", then: "It tries again by itself. If that does not help, tell an administrator." },
};
const KEPT = "Your words are kept on this device.";
const NOT_KEPT = "This browser keeps nothing on this device: copy your text before you leave this page.";

const HEADS = { save: "Not saved", draft: "Your draft is not on the server", suggestion: "Not sent" };

// { head, what, link } in full; `of`: what was to be done (HEADS); `onDevice`: the words are kept there.
export function whyNotSaved({ kind, answer }, { of, onDevice }) {
  const { because, then, link } = WHY[kind];
  return {
    head: `${HEADS[of]}: ${because(answer)}.`,
    what: `${onDevice ? KEPT : NOT_KEPT} ${onDevice || !link ? (answer?.error ?? then) : ""}`.trim(),
    link: link ?? "",
  };
}

export const CONNECTED = { head: "Connected again, but not saved yet.", what: "Your words are kept as your draft. Press the button again to save them." };
