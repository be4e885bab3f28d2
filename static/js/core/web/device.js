// Words kept on this device, under one key. A browser may refuse to keep anything (blocked storage, a full one), at any time:
// that is an answer here, never an error that ends what else the page does.

export function onDevice(key, storage = () => localStorage) {
  function tried(use, refused) {
    try {
      return use(storage());
    } catch {
      return refused;
    }
  }
  return {
    // Whether they are kept now.
    keep: (words) => tried((store) => (store.setItem(key, JSON.stringify(words)), true), false),
    // What was kept; null where nothing was, or nothing that can be read.
    read: () => tried((store) => JSON.parse(store.getItem(key) || "null"), null),
    drop: () => tried((store) => (store.removeItem(key), true), false),
  };
}
