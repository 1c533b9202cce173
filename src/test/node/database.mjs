// DataStore's own database, for what it has no call for: what waits, and moving to another process.
import fs from 'node:fs';
import v8 from 'node:v8';

const completed = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** The rows of a store, none while there is no such store. */
export async function rows(store) {
  const found = (await indexedDB.databases()).find(({ name }) => name.startsWith('amplify-'));
  if (!found) return [];
  const database = await completed(indexedDB.open(found.name));
  try {
    if (!database.objectStoreNames.contains(store)) return [];
    return await completed(database.transaction(store).objectStore(store).getAll());
  } finally {
    database.close();
  }
}

export async function dump(file) {
  const dumped = [];
  for (const { name, version } of await indexedDB.databases()) {
    const database = await completed(indexedDB.open(name));
    const names = [...database.objectStoreNames];
    const stores = await Promise.all(names.map((store) => stored(database, store)));
    database.close();
    dumped.push({ name, version, stores });
  }
  fs.writeFileSync(file, v8.serialize(dumped));
}

async function stored(database, name) {
  const store = database.transaction(name).objectStore(name);
  const indexes = [...store.indexNames]
    .map((index) => store.index(index))
    .map(({ name, keyPath, unique, multiEntry }) => ({ name, keyPath, unique, multiEntry }));
  const [keys, values] = await Promise.all([
    completed(store.getAllKeys()),
    completed(store.getAll()),
  ]);
  const { keyPath, autoIncrement } = store;
  return { name, keyPath, autoIncrement, indexes, keys, values };
}

/** Before DataStore's first call. */
export async function load(file) {
  for (const { name, version, stores } of v8.deserialize(fs.readFileSync(file))) {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => stores.forEach((store) => restore(request.result, store));
    (await completed(request)).close();
  }
}

function restore(database, { name, keyPath, autoIncrement, indexes, keys, values }) {
  const store = database.createObjectStore(name, { keyPath: keyPath ?? undefined, autoIncrement });
  for (const index of indexes) store.createIndex(index.name, index.keyPath, index);
  values.forEach((value, n) => (keyPath === null ? store.put(value, keys[n]) : store.put(value)));
}
