// A headless Amplify DataStore, the real npm packages, driven over JSON lines.
//
// In:  {"id":1,"cmd":"save","args":{"model":"Post","fields":{…}}}
// Out: {"id":1,"ok":true,"result":…} or {"id":1,"ok":false,"error":"…"}, mixed with
//      {"event":"hub","name":…,"data":…} and {"event":"error","message":…}
//
// Commands run concurrently; `commands` below lists them. Log output goes to standard error.
import { network, goOffline, goOnline } from './shims.mjs';
import { createRequire } from 'node:module';
import readline from 'node:readline';

for (const level of ['log', 'info', 'debug', 'warn', 'error'])
  console[level] = (...parts) => process.stderr.write(parts.map(String).join(' ') + '\n');

// require, not import: @aws-amplify/datastore has no "exports", so Node loads its CommonJS build,
// and that requires the CommonJS core. An imported aws-amplify would configure a second core.
const require = createRequire(import.meta.url);
const { Amplify } = require('aws-amplify');
const { Hub } = require('aws-amplify/utils');
const { DataStore, initSchema, Predicates } = require('aws-amplify/datastore');

const emit = (line) => process.stdout.write(JSON.stringify(line) + '\n');
const plain = (item) => (item ? { ...item } : null);

let models = {};
const hubEvents = [];
const hubWaiters = new Set();

Hub.listen('datastore', ({ payload: { event: name, data } }) => {
  hubEvents.push(name);
  emit({ event: 'hub', name, data: data?.model ? { model: data.model.name } : data });
  for (const waiter of hubWaiters) waiter(name);
});

async function stored(model, id) {
  const item = await DataStore.query(models[model], id);
  if (!item) throw new Error(`no ${model} ${id}`);
  return item;
}

/** {"$ref":["Post","p1"]} becomes the stored post: relations are given as instances. */
async function resolved(fields) {
  const values = {};
  for (const [name, value] of Object.entries(fields))
    values[name] = value?.$ref ? await stored(...value.$ref) : value;
  return values;
}

const completed = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** How many mutations wait: DataStore has no call for it, so its database is asked. */
async function outboxCount() {
  const [found] = (await indexedDB.databases()).filter((d) => d.name.startsWith('amplify-'));
  if (!found) return 0;
  const database = await completed(indexedDB.open(found.name));
  try {
    const store = 'sync_MutationEvent';
    return await completed(database.transaction(store).objectStore(store).count());
  } finally {
    database.close();
  }
}

const commands = {
  configure({ endpoint, apiKey, schema }) {
    models = initSchema(schema);
    const url = new URL(endpoint);
    if (url.protocol === 'http:') network.plainHosts.add(url.host);
    const region = 'us-east-1';
    Amplify.configure({
      API: { GraphQL: { endpoint, region, defaultAuthMode: 'apiKey', apiKey } },
    });
    DataStore.configure({
      errorHandler: ({ message, model, operation, process: during, errorType }) =>
        emit({ event: 'error', message, model, operation, during, errorType }),
    });
  },
  start: () => DataStore.start(),
  stop: () => DataStore.stop(),
  async save({ model, fields }) {
    return plain(await DataStore.save(new models[model](await resolved(fields))));
  },
  async update({ model, id, patch }) {
    const values = await resolved(patch);
    const copy = models[model].copyOf(await stored(model, id), (draft) => {
      Object.assign(draft, values);
    });
    return plain(await DataStore.save(copy));
  },
  async delete({ model, id }) {
    return plain(await DataStore.delete(await stored(model, id)));
  },
  async get({ model, id }) {
    return plain(await DataStore.query(models[model], id));
  },
  async list({ model }) {
    return (await DataStore.query(models[model], Predicates.ALL)).map(plain);
  },
  /** The parent of an item, by the field of its belongs-to. */
  async parent({ model, id, field }) {
    return plain(await (await stored(model, id))[field]);
  },
  outboxCount,
  goOffline,
  goOnline,
  /** Ends once the event has come `times` times since the process began. */
  waitHub: ({ name, times = 1 }) =>
    new Promise((resolve) => {
      const seen = () => hubEvents.filter((event) => event === name).length >= times;
      if (seen()) return resolve();
      const waiter = () => seen() && (hubWaiters.delete(waiter), resolve());
      hubWaiters.add(waiter);
    }),
};

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { id, cmd, args } = JSON.parse(line);
  Promise.resolve()
    .then(() => commands[cmd](args))
    .then(
      (result) => emit({ id, ok: true, result: result ?? null }),
      (problem) => emit({ id, ok: false, error: String(problem) }),
    );
}
process.exit(0);
