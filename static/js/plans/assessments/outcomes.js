// What became of an answer or a photo that was sent.

const TRY_AGAIN = new Set([408, 425, 429]);

async function sentOf(response) {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

// { kind, ... } of a response; null: nothing came back.
//   taken       the portal has it; `said` is its answer
//   offline     no signal, or a network that puts a page of its own before everything
//   signed_out  `address`: where to sign in, "" where the portal did not say
//   other_account  somebody else is signed in here by now
//   refused     the portal will not take it; `sentence` says why
//   busy        the portal could not take it just now
export async function outcomeOf(response) {
  if (!response) return { kind: "offline" };
  if (response.type === "opaqueredirect") return { kind: "signed_out", address: "" };
  if (response.status >= 500 || TRY_AGAIN.has(response.status)) return { kind: "busy" };
  const said = await sentOf(response);
  if (response.status === 401 && said?.other_account) return { kind: "other_account" };
  if (response.status === 401) return { kind: "signed_out", address: said?.sign_in ?? "" };
  if (response.ok) return said ? { kind: "taken", said } : { kind: "offline" };
  if (response.status === 413) return { kind: "refused", sentence: "It is larger than the portal takes." };
  // It was changed on the way, not refused for what it is.
  if (said?.again) return { kind: "busy" };
  return said?.sentence ? { kind: "refused", sentence: said.sentence } : { kind: "busy" };
}
