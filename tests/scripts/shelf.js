// A shelf as static/js/plans/assessments/shelf.js has one, in memory: `refuses` is the name of the error that putting ends with.

export function shelfInMemory() {
  const kept = { answers: new Map(), photos: new Map(), drafts: new Map() };
  const shelf = {
    kept,
    refuses: null,
    async put(kind, record) {
      if (shelf.refuses) throw new DOMException("no", shelf.refuses);
      kept[kind].set(record.id, structuredClone(record));
    },
    get: async (kind, id) => kept[kind].get(id),
    all: async (kind, walk) => [...kept[kind].values()].filter((record) => walk === undefined || record.walk === walk),
    ids: async (kind, walk) => [...kept[kind].values()].filter((record) => walk === undefined || record.walk === walk).map(({ id }) => id),
    remove: async (kind, id) => void kept[kind].delete(id),
  };
  return shelf;
}
