// Answers, photos and drafts of one walk on this phone. What the phone refuses to keep (full, blocked) stays in the memory of this
// page, is sent from there all the same, and is put on the phone as soon as there is room: keeping never fails.

import { KINDS } from "./shelf.js";

const isOnlyHere = (record) => !record.sent;

// storeOf(shelf, walk): `shelf` as in shelf.js, or anything that has put, get, all, ids and remove.
export function storeOf(shelf, walk) {
  const memory = Object.fromEntries(KINDS.map((kind) => [kind, new Map()]));
  let trouble = null;

  async function kept(kind, record) {
    try {
      await shelf.put(kind, record);
    } catch (error) {
      trouble = error.name === "QuotaExceededError" ? "full" : "blocked";
      return false;
    }
    // Unless it was changed, or taken away, while it was put.
    if (memory[kind].get(record.id) === record) memory[kind].delete(record.id);
    return true;
  }
  // What cannot be read is not there: memory has what this page knows.
  const tried = (asked, otherwise) => asked.catch(() => otherwise);

  return {
    // Whether it is on the phone now; if not it is in memory.
    async put(kind, record) {
      const whole = { ...record, walk };
      memory[kind].set(whole.id, whole);
      return kept(kind, whole);
    },
    get: async (kind, id) => memory[kind].get(id) ?? (await tried(shelf.get(kind, id), undefined)),
    async all(kind) {
      const found = new Map((await tried(shelf.all(kind, walk), [])).map((record) => [record.id, record]));
      for (const [id, record] of memory[kind]) found.set(id, record);
      return [...found.values()];
    },
    // The ids alone, where records are large.
    ids: async (kind) => [...new Set([...(await tried(shelf.ids(kind, walk), [])), ...memory[kind].keys()])],
    async remove(kind, id) {
      memory[kind].delete(id);
      await tried(shelf.remove(kind, id), undefined);
    },
    // Puts what is in memory on the phone, as far as it takes it.
    async settle() {
      for (const kind of KINDS) for (const record of memory[kind].values()) if (!(await kept(kind, record))) return;
      trouble = null;
    },
    // { answers, photos, drafts, trouble }: how many that the portal has not are in memory alone, and why: "full", "blocked" or null.
    inMemory: () => ({ ...Object.fromEntries(KINDS.map((kind) => [kind, [...memory[kind].values()].filter(isOnlyHere).length])), trouble }),
  };
}
