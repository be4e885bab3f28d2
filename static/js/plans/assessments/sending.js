// Sends what is only on this phone, one record at a time, in the order in which it was answered: the photos of an answer before
// the answer that names them. A photo is forgotten when the portal has said its hash, an answer when the portal has said its key;
// until then both stay, and are sent again: the portal knows them by hash and key, and keeps each once.

const FIRST = 5000;
const LONGEST = 5 * 60 * 1000;
// Then it only helps to sign in; the page that comes back sends at once.
const UNTIL_SIGNED_IN = new Set(["signed_out", "other_account"]);

// Milliseconds to wait after so many failures in a row; `chance` (0 to 1) keeps the phones of a team apart.
export const waitAfter = (failures, chance = Math.random()) =>
  Math.round(Math.min(FIRST * 2 ** Math.min(failures - 1, 10), LONGEST) * (0.8 + 0.4 * chance));

export const photoId = (walk, sha256) => `${walk}/${sha256}`;
export const isWaiting = (answer) => !answer.sent;
const isToSend = (answer) => isWaiting(answer) && !answer.refused;
const byMoment = (one, other) => one.answered_at.localeCompare(other.answered_at) || one.id.localeCompare(other.id);

// What is only on this phone: answers, oldest first, and how many photos of answers and drafts.
export async function onlyHere(store) {
  const answers = (await store.all("answers")).filter(isWaiting).sort(byMoment);
  return { answers, photos: (await store.ids("photos")).length };
}

// runOf({ store, walk, send, told }) -> run(), one round; it comes back with the kind of the outcome that ended it, "taken" where
// all was sent. `send.photo(photo)` and `send.answer(answer)` give an outcome (outcomes.js); `told()` is called after each step.
export function runOf({ store, walk, send, told = () => {} }) {
  async function sendPhoto(sha256) {
    const photo = await store.get("photos", photoId(walk, sha256));
    // Not here: the portal has it.
    if (!photo) return { kind: "taken" };
    const outcome = await send.photo(photo);
    if (outcome.kind !== "taken") return outcome;
    // Another hash: it was damaged on the way.
    if (outcome.said.sha256 !== sha256) return { kind: "busy" };
    await store.remove("photos", photo.id);
    await told();
    return outcome;
  }
  async function sendAnswer(answer) {
    for (const sha256 of answer.photos) {
      const outcome = await sendPhoto(sha256);
      if (outcome.kind !== "taken") return outcome;
    }
    const outcome = await send.answer(answer);
    return outcome.kind === "taken" && outcome.said.key !== answer.id ? { kind: "busy" } : outcome;
  }
  return async function run() {
    for (const answer of (await onlyHere(store)).answers.filter(isToSend)) {
      const outcome = await sendAnswer(answer);
      if (outcome.kind === "taken") await store.put("answers", { ...answer, sent: outcome.said });
      else if (outcome.kind === "refused") await store.put("answers", { ...answer, refused: outcome.sentence });
      else return outcome;
      await told();
    }
    return { kind: "taken" };
  };
}

// Runs go one after the other, after failures at growing distance, and at once when there is reason to hope. `alone(run)` runs it
// while no other page of this phone does. `heard(outcome)` is told how a run ended.
export function keepSending({ run, ask, alone, heard, timers = globalThis }) {
  let failures = 0;
  let timer = null;

  const once = ask(async () => {
    timers.clearTimeout(timer);
    let outcome = { kind: "busy" };
    try {
      outcome = await alone(run);
    } finally {
      failures = outcome.kind === "taken" ? 0 : failures + 1;
      if (failures && !UNTIL_SIGNED_IN.has(outcome.kind)) timer = timers.setTimeout(once, waitAfter(failures));
      heard(outcome);
    }
    return outcome;
  });
  return {
    now: once,
    // There is reason to hope: no longer wait than at the beginning.
    hope: () => ((failures = 0), once()),
  };
}
