// The items of one model as an AppSync versioned data source keeps them: a base table that has
// tombstones, and a delta table that has a row for every version.
import { randomUUID } from 'node:crypto';
import { merged } from './automerge.mjs';

const DELTA_TTL_MS = 30 * 60 * 1000;
const USUAL_LIMIT = 100;
const HIGHEST_LIMIT = 1000;

/** What a caller did is answered with an error, and nothing is written. */
export class Refusal extends Error {
  constructor(type, message, data = null) {
    super(message);
    this.type = type;
    this.data = data;
  }
}

const unmet = () =>
  new Refusal(
    'ConditionalCheckFailedException',
    'The conditional request failed (Service: DynamoDb, Status Code: 400)',
  );

const conflict = (stored) =>
  new Refusal('ConflictUnhandled', 'Conflict resolver rejects mutation.', stored);

const page = (cursor) => Buffer.from(JSON.stringify(cursor)).toString('base64');
const cursorOf = (token) => JSON.parse(Buffer.from(token, 'base64').toString());

export class VersionedTable {
  #model;
  #merges;
  #base = new Map();
  #delta = [];

  /** @param merges whether stale updates are merged rather than refused */
  constructor(model, merges) {
    this.#model = model;
    this.#merges = merges;
  }

  get(id) {
    return this.#base.get(id) ?? null;
  }

  create({ _version, ...input }) {
    const id = input.id ?? randomUUID();
    if (this.#base.has(id)) throw unmet();
    const now = new Date().toISOString();
    return this.#write({ ...input, id, createdAt: now, updatedAt: now, _deleted: null }, 1);
  }

  update({ _version = 0, ...changes }) {
    const stored = this.#existing(changes.id);
    if (stored._deleted) throw conflict(stored);
    if (_version === stored._version) {
      const updatedAt = new Date().toISOString();
      return this.#write({ ...stored, ...changes, updatedAt }, stored._version + 1);
    }
    if (!this.#merges) throw conflict(stored);
    return this.#write(merged(stored, changes), stored._version + 1);
  }

  delete({ id, _version = 0 }) {
    const stored = this.#existing(id);
    if (stored._deleted || _version !== stored._version) throw conflict(stored);
    return this.#write({ ...stored, _deleted: true }, stored._version + 1);
  }

  sync({ lastSync, nextToken, limit }) {
    const cursor = nextToken ? cursorOf(nextToken) : this.#start(lastSync);
    const rows = cursor.since === null ? [...this.#base.values()] : this.#since(cursor.since);
    const end = cursor.position + Math.min(limit ?? USUAL_LIMIT, HIGHEST_LIMIT);
    return {
      items: rows.slice(cursor.position, end),
      nextToken: end < rows.length ? page({ ...cursor, position: end }) : null,
      startedAt: cursor.startedAt,
    };
  }

  #start(lastSync) {
    const startedAt = Date.now();
    const isRecent = lastSync > 0 && lastSync >= startedAt - DELTA_TTL_MS;
    return { startedAt, since: isRecent ? lastSync : null, position: 0 };
  }

  #since(time) {
    return this.#delta.filter((row) => row._lastChangedAt >= time);
  }

  #existing(id) {
    const stored = this.#base.get(id);
    if (!stored) throw unmet();
    return stored;
  }

  #write(item, version) {
    const written = {
      ...item,
      __typename: this.#model,
      _version: version,
      _lastChangedAt: Date.now(),
    };
    this.#base.set(written.id, written);
    this.#delta.push(written);
    return written;
  }
}
