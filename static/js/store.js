// What this phone keeps, in IndexedDB. A promise is kept only once its transaction is complete.

const NAME = "baqylau";
const STORES = ["drafts", "queue", "subjects", "own", "settings"];
let opened = null;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      for (const store of STORES) request.result.createObjectStore(store, { keyPath: "id" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = () => reject(request.error);
  });
  opened.catch(() => (opened = null));
  return opened;
}

/** One transaction over some stores; resolves when the disk has it, rejects when it has not. */
async function change(stores, mode, act) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const work = database.transaction(stores, mode, { durability: "strict" });
    const request = act((store) => work.objectStore(store));
    work.oncomplete = () => resolve(request?.result);
    work.onerror = work.onabort = () => reject(work.error ?? new Error("not kept"));
  });
}

export const put = (store, value) => change([store], "readwrite", (at) => at(store).put(value));
export const drop = (store, id) => change([store], "readwrite", (at) => at(store).delete(id));
export const get = (store, id) => change([store], "readonly", (at) => at(store).get(id));
export const all = (store) => change([store], "readonly", (at) => at(store).getAll());
export const count = (store) => change([store], "readonly", (at) => at(store).count());

/** Adds to what is there; what has gone meanwhile stays gone. */
export const update = (store, id, more) =>
  change([store], "readwrite", (at) => {
    const found = at(store).get(id);
    found.onsuccess = () => found.result && at(store).put({ ...found.result, ...more });
  });

/** Out of one store and into another, both or neither. */
export const move = (from, id, to, value) =>
  change([from, to], "readwrite", (at) => {
    at(from).delete(id);
    return at(to).put(value);
  });
