// The line of what is only on this phone: always there, always true.

const counted = (number, one, many) => `${number} ${number === 1 ? one : many}`;

// "3 answers and 2 photos", "1 answer", "2 photos", "1 draft".
export function things({ answers = 0, photos = 0, drafts = 0 }) {
  const parts = [];
  if (answers) parts.push(counted(answers, "answer", "answers"));
  if (photos) parts.push(counted(photos, "photo", "photos"));
  if (!parts.length && drafts) parts.push(counted(drafts, "draft", "drafts"));
  return parts.join(" and ");
}
const are = ({ answers, photos }) => (answers + photos === 1 ? "is" : "are");

function onlyHere(here) {
  if (here.answers + here.photos === 0) return "Nothing is only on this phone";
  return `${things(here)} ${are(here)} only on this phone`;
}
const unsent = (here, words) => (here.answers + here.photos ? words : "");

// What each state says: head, and what stands behind what is only here.
const SAYS = {
  sent: () => ["", "."],
  sending: () => ["Sending.", "."],
  offline: (here) => ["No signal.", unsent(here, ` and ${are(here)} sent when you are back`) + ". You can go on."],
  busy: (here) => ["The portal does not answer.", `.${unsent(here, " It is tried again by itself.")} You can go on.`],
  signed_out: (here) => ["You are signed out.", unsent(here, ", kept there, and sent once you are signed in") + ". You can go on."],
  other_account: (here) => [
    "Another account is signed in on this phone.",
    unsent(here, ", kept there for you alone, and sent once you are signed in again") + ". You can go on.",
  ],
};
const LOUD = new Set(["offline", "busy", "signed_out", "other_account"]);

function full({ here, memory }) {
  const isFull = memory.trouble === "full";
  return {
    tone: "refused",
    head: isFull ? "This phone is full." : "This browser keeps nothing on this phone.",
    what: `${onlyHere(here)}, ${things(memory)} of it in this page alone: leave it open until all is sent, `
      + `or download what is not sent${isFull ? ", or make room on the phone" : ""}.`,
  };
}

function notTaken({ here, refused }) {
  return {
    tone: "refused",
    head: refused.length === 1 ? "1 answer was not taken." : `${refused.length} answers were not taken.`,
    what: `${[...new Set(refused)].join(" ")} ${onlyHere(here)}: answer anew, or download what is not sent.`,
  };
}

// { tone, head, what, signIn, download } of the line. `here`: { answers, photos } that are only on this phone; `state`: of SAYS;
// `refused`: a sentence for each answer that the portal did not take; `memory`: inMemory() of the store.
export function lineOf({ here, state, refused = [], memory = {} }) {
  const also = { signIn: state === "signed_out", download: here.answers + here.photos > 0 };
  if (memory.answers || memory.photos || memory.drafts) return { ...full({ here, memory }), ...also };
  if (refused.length) return { ...notTaken({ here, refused }), ...also };
  const [head, behind] = SAYS[state](here);
  return { tone: LOUD.has(state) ? "due" : "quiet", head, what: onlyHere(here) + behind, ...also };
}
