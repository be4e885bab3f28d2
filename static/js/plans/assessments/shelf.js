// What this phone keeps, in IndexedDB: answers, photos and drafts each apart, so that a list of answers never carries photos. One
// database an account, so that nobody sees or sends what somebody else left on the same phone.

const VERSION = 1;
export const KINDS = ["answers", "photos", "drafts"];
const PREFIX = "safety-portal-walks-";
export const nameOf = (account) => `${PREFIX}${account}`;
// The account a database is of; null where it is none of ours.
export const accountOf = (name) => (name.startsWith(PREFIX) ? name.slice(PREFIX.length) : null);

// Why a request or a transaction failed; a full phone ends the whole transaction.
const causeOf = ({ target }) => target.error ?? target.transaction?.error ?? new DOMException("Nothing was kept.", "UnknownError");

function opened(name, factory) {
  return new Promise((done, fail) => {
    const request = factory.open(name, VERSION);
    request.onupgradeneeded = () => {
      for (const kind of KINDS) request.result.createObjectStore(kind, { keyPath: "id" }).createIndex("walk", "walk");
    };
    request.onsuccess = () => done(request.result);
    request.onerror = (event) => fail(causeOf(event));
    request.onblocked = () => fail(new DOMException("Another page holds the store.", "InvalidStateError"));
  });
}

// shelf(account) -> { put, get, all, ids, remove }, each a promise; a record has an `id` and the `walk` that it is of.
export function shelf(account, factory = globalThis.indexedDB) {
  let connection = null;

  async function connected() {
    if (!factory) throw new DOMException("This browser keeps nothing.", "InvalidStateError");
    connection ??= opened(nameOf(account), factory).then((database) => {
      // Closed by the browser, or for somebody who clears everything: opened anew when it is next asked.
      database.onclose = () => (connection = null);
      database.onversionchange = () => (database.close(), (connection = null));
      return database;
    });
    return connection.catch((error) => {
      connection = null;
      throw error;
    });
  }
  async function asked(kind, mode, ask) {
    const database = await connected();
    return new Promise((done, fail) => {
      // "strict": what was answered as kept outlives a phone that goes dark the next moment.
      const transaction = database.transaction(kind, mode, { durability: "strict" });
      const request = ask(transaction.objectStore(kind));
      transaction.oncomplete = () => done(request.result);
      transaction.onabort = transaction.onerror = (event) => fail(causeOf(event));
    });
  }
  return {
    put: (kind, record) => asked(kind, "readwrite", (store) => store.put(record)),
    get: (kind, id) => asked(kind, "readonly", (store) => store.get(id)),
    all: (kind, walk) => asked(kind, "readonly", (store) => (walk === undefined ? store.getAll() : store.index("walk").getAll(walk))),
    ids: (kind, walk) => asked(kind, "readonly", (store) => (walk === undefined ? store.getAllKeys() : store.index("walk").getAllKeys(walk))),
    remove: (kind, id) => asked(kind, "readwrite", (store) => store.delete(id)),
  };
}
