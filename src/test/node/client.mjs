// A headless Amplify DataStore, the real npm packages, driven over JSON lines: one process is one
// device.
//
// In:  {"id":1,"cmd":"save","args":{"model":"Post","fields":{…}}}
// Out: {"id":1,"ok":true,"result":…} or {"id":1,"ok":false,"error":"…"}, mixed with the events
//      hub, observe, snapshot, conflict and error
//
// Commands run concurrently; `commands` below lists them. Log output goes to standard error.
import { network, goOffline, goOnline, dropSockets } from './shims.mjs';
import { dump, load, rows } from './database.mjs';
import { order, predicate } from './predicates.mjs';
import { logTo } from './wire.mjs';
import { createRequire } from 'node:module';
import readline from 'node:readline';

for (const level of ['log', 'info', 'debug', 'warn', 'error'])
  console[level] = (...parts) => process.stderr.write(parts.map(String).join(' ') + '\n');

// require, not import: @aws-amplify/datastore has no "exports", so Node loads its CommonJS build,
// and that requires the CommonJS core. An imported aws-amplify would configure a second core.
const require = createRequire(import.meta.url);
const { Amplify } = require('aws-amplify');
const { Hub } = require('aws-amplify/utils');
const { AuthModeStrategyType, DataStore, DISCARD, initSchema, syncExpression } =
  require('aws-amplify/datastore');

const emit = (line) => process.stdout.write(JSON.stringify(line) + '\n');
const plain = (item) => (item ? { ...item } : null);
const optional = (condition) => condition && predicate(condition);

let models = {};
let expressions = {};
let session;
const subscriptions = new Map();

Hub.listen('datastore', ({ payload: { event: name, data } }) =>
  emit({ event: 'hub', name, data: { ...data, model: data?.model?.name } }),
);

async function stored(model, id) {
  const item = await DataStore.query(models[model], id);
  if (!item) throw new Error(`no ${model} ${JSON.stringify(id)}`);
  return item;
}

/** {"$ref":["Post","p1"]} becomes the stored post: relations are given as instances. */
async function resolved(fields) {
  const values = {};
  for (const [name, value] of Object.entries(fields))
    values[name] = value?.$ref ? await stored(...value.$ref) : value;
  return values;
}

/** A token of an issuer of our own, in place of Amplify's sign-in. */
function token(text) {
  const payload = JSON.parse(Buffer.from(text.split('.')[1], 'base64url'));
  return { toString: () => text, payload };
}

function signIn({ accessToken, idToken }) {
  session = accessToken && { accessToken: token(accessToken), idToken: token(idToken) };
}

function configureApi({ endpoint, authMode = 'apiKey', apiKey, ...settings }) {
  const api = { endpoint, region: 'us-east-1', defaultAuthMode: authMode, apiKey };
  const pool = { userPoolId: 'a_pool', userPoolClientId: 'a_client' };
  signIn(settings);
  Amplify.configure(
    { API: { GraphQL: api }, ...(session && { Auth: { Cognito: pool } }) },
    session && { Auth: { tokenProvider: { getTokens: async () => session } } },
  );
}

const backendsFields = ['id', 'createdAt', 'updatedAt'];
/** Fields that did not change are null in what DataStore calls the local model. */
const isOwn = ([name, value]) =>
  value !== null && !name.startsWith('_') && !backendsFields.includes(name);

const conflictHandlers = {
  discard: () => DISCARD,
  /** The documented form: a copy of the remote item, which carries the backend's version. */
  keepLocal: ({ modelConstructor, localModel, remoteModel }) =>
    modelConstructor.copyOf(remoteModel, (draft) => {
      for (const [name, value] of Object.entries(localModel).filter(isOwn)) draft[name] = value;
    }),
};

function conflictHandler(kind) {
  return (conflict) => {
    const { modelConstructor, localModel, remoteModel, operation, attempts } = conflict;
    const [local, remote] = [plain(localModel), plain(remoteModel)];
    emit({ event: 'conflict', model: modelConstructor.name, operation, attempts, local, remote });
    return conflictHandlers[kind](conflict);
  };
}

function observed(observable, line) {
  const sub = subscriptions.size + 1;
  subscriptions.set(sub, observable.subscribe((next) => emit({ sub, ...line(next) })));
  return sub;
}

const commands = {
  /** `schemaFile` is a module like `models/schema.js`, and `schema` what it exports. */
  async configure(settings) {
    const schema = settings.schema ?? (await import(settings.schemaFile)).schema;
    models = initSchema(schema);
    logTo(settings.wireFile);
    const url = new URL(settings.endpoint);
    if (url.protocol === 'http:') network.plainHosts.add(url.host);
    expressions = settings.syncExpressions ?? {};
    configureApi(settings);
    const { syncPageSize, maxRecordsToSync } = settings;
    const chosen = {
      syncPageSize,
      maxRecordsToSync,
      conflictHandler: settings.conflict && conflictHandler(settings.conflict),
      authModeStrategyType: settings.multiAuth && AuthModeStrategyType.MULTI_AUTH,
    };
    DataStore.configure({
      // DataStore takes a setting that is there and undefined for a choice.
      ...Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined)),
      // Called at every start, so that changed expressions count from the next one.
      syncExpressions: Object.keys(models)
        .filter((name) => schema.models[name])
        .map((name) => syncExpression(models[name], () => predicate(expressions[name]))),
      errorHandler: ({ message, model, operation, process: during, errorType, errorInfo }) =>
        emit({ event: 'error', message, model, operation, during, errorType, errorInfo }),
    });
    return Object.keys(schema.models).length;
  },
  setSyncExpressions: ({ syncExpressions }) => void (expressions = syncExpressions),
  start: () => DataStore.start(),
  stop: () => DataStore.stop(),
  clear: () => DataStore.clear(),
  async save({ model, fields }) {
    return plain(await DataStore.save(new models[model](await resolved(fields))));
  },
  async update({ model, id, patch, condition }) {
    const values = await resolved(patch);
    const copy = models[model].copyOf(await stored(model, id), (draft) => {
      Object.assign(draft, values);
    });
    return plain(await DataStore.save(copy, optional(condition)));
  },
  async delete({ model, id, condition }) {
    return plain(await DataStore.delete(await stored(model, id), optional(condition)));
  },
  async get({ model, id }) {
    return plain(await DataStore.query(models[model], id));
  },
  async list({ model, where, sort, page, limit }) {
    const options = { sort: order(sort), page, limit };
    return (await DataStore.query(models[model], predicate(where), options)).map(plain);
  },
  /** The other side of a relation: an item, or a list. */
  async related({ model, id, field }) {
    const value = (await stored(model, id))[field];
    return value?.toArray ? (await value.toArray()).map(plain) : plain(await value);
  },
  observe: ({ model }) =>
    observed(DataStore.observe(models[model]), ({ opType, element }) => ({
      event: 'observe',
      opType,
      element: plain(element),
    })),
  observeQuery: ({ model, where, sort }) =>
    observed(
      DataStore.observeQuery(models[model], predicate(where), { sort: order(sort) }),
      ({ isSynced, items }) => ({ event: 'snapshot', isSynced, items: items.map(plain) }),
    ),
  unobserve: ({ sub }) => subscriptions.get(sub).unsubscribe(),
  /** The rows as they are stored, with the backend's version. */
  records: ({ model }) => rows(`user_${model}`),
  outbox: () => rows('sync_MutationEvent'),
  /** How far each model is synced. */
  checkpoints: () => rows('sync_ModelMetadata'),
  dump: ({ file }) => dump(file),
  load: ({ file }) => load(file),
  goOffline,
  goOnline,
  dropSockets,
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
