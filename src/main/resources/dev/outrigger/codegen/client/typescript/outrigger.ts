// The client of an Outrigger sidecar, with the calls of Amplify DataStore. Generated once with the
// models beside it; it needs nothing but the platform's own fetch and WebSocket.

import type { ProblemSlug } from './problems.js';

/** How a model's items are joined with those of another. */
export interface RelationDefinition {
  readonly kind: 'belongs-to' | 'has-one' | 'has-many';
  readonly localFields: readonly string[];
  readonly targetFields: readonly string[];
  readonly target: () => ModelType<Model, any, any>;
}

/** What the client knows of a model. */
export interface Definition {
  readonly name: string;
  readonly key: readonly string[];
  readonly generatesKey: boolean;
  readonly fields: readonly string[];
  readonly readOnly: readonly string[];
  readonly relations: Readonly<Record<string, RelationDefinition>>;
}

/** The class of a model: `I` is what its constructor takes, `P` what its predicates are made with. */
export interface ModelType<T extends Model, I, P> {
  new (init: I): T;
  readonly definition: Definition;
  readonly predicates: P;
}

const CHANGED = Symbol('changed');

/** An item. It never changes; `copyOf` makes another one. */
export abstract class Model {
  /** The backend's version as last seen; null until it has acknowledged the item. */
  readonly _version: number | null = null;
  readonly _lastChangedAt: number | null = null;
  /** True while a change of it waits for the backend. */
  readonly _pending: boolean = false;
  /** The names of the fields that differ from the item that this is a copy of. */
  readonly [CHANGED]: readonly string[] | null = null;
}

/** For generated models: gives a new item its fields. */
export function fill(item: Model, definition: Definition, init: Record<string, unknown>): void {
  const target = item as unknown as Record<string, unknown>;
  for (const field of definition.fields) target[field] = init[field] ?? null;
  for (const [name, relation] of Object.entries(definition.relations)) {
    const parent = init[name] as Record<string, unknown> | null | undefined;
    if (relation.kind === 'belongs-to' && parent) {
      relation.localFields.forEach((field, place) => {
        target[field] = parent[relation.targetFields[place]!] ?? null;
      });
    }
  }
  if (definition.generatesKey) target[definition.key[0]!] ??= crypto.randomUUID();
  for (const name of ['_version', '_lastChangedAt', '_pending']) {
    if (init[name] !== undefined) target[name] = init[name];
  }
}

/** One draft of a copy: every field may be set. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** A copy of an item with some fields changed; what is saved of it are these fields only. */
export function copyOf<T extends Model, I>(
  type: ModelType<T, I, any>,
  source: T,
  change: (draft: Draft<T>) => Draft<T> | void,
): T {
  const { definition } = type;
  const draft = Object.assign(Object.create(null), source);
  const changed = (change(draft) ?? draft) as Record<string, unknown>;
  const before = source as unknown as Record<string, unknown>;
  const copy = new type(changed as I) as unknown as Record<string | symbol, unknown>;
  for (const field of definition.key) {
    if (copy[field] !== before[field]) throw new TypeError(`${field} is part of the key`);
  }
  const names = definition.fields.filter((field) => !same(copy[field], before[field]));
  // A copy of an item that was never read is saved as a whole, like that item.
  copy[CHANGED] = source[CHANGED] && [...new Set([...source[CHANGED], ...names])];
  return Object.freeze(copy) as unknown as T;
}

function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** A predicate, in the form that the sidecar takes. */
export interface Condition {
  readonly [name: string]: unknown;
}

/** The tests that every field has. */
export interface Tests<V> {
  eq(value: V | null): Condition;
  ne(value: V | null): Condition;
  attributeExists(exists: boolean): Condition;
}

/** The tests of a field whose values have an order. */
export interface OrderedTests<V> extends Tests<V> {
  gt(value: V): Condition;
  ge(value: V): Condition;
  lt(value: V): Condition;
  le(value: V): Condition;
  between(low: V, high: V): Condition;
  in(values: readonly (V | null)[]): Condition;
  notIn(values: readonly (V | null)[]): Condition;
}

/** The tests of a text. */
export interface TextTests<V = string> extends OrderedTests<V> {
  contains(part: string): Condition;
  notContains(part: string): Condition;
  beginsWith(start: string): Condition;
  /** Of a String that the sidecar searches by its words, `wor*` by beginnings; not in `observe`. */
  search(words: string): Condition;
}

/** The tests of a list. */
export interface ListTests<V> {
  contains(element: V): Condition;
  notContains(element: V): Condition;
  attributeExists(exists: boolean): Condition;
}

/** What predicates are joined with. */
export interface Groups<P> {
  and(parts: (c: P) => readonly Condition[]): Condition;
  or(parts: (c: P) => readonly Condition[]): Condition;
  not(part: (c: P) => Condition): Condition;
}

/** A predicate, as an app writes it: `c => c.rating.gt(4)`. */
export type Predicate<P> = ((c: P) => Condition) | typeof Predicates.ALL;

export const Predicates = { ALL: Symbol('all') as symbol } as const;

const TESTS = [
  'eq', 'ne', 'gt', 'ge', 'lt', 'le', 'in', 'notIn',
  'contains', 'notContains', 'beginsWith', 'search', 'attributeExists',
];

function builder(definition: Definition, wrap: (condition: Condition) => Condition): any {
  const made: Record<string, unknown> = {
    and: (parts: (c: unknown) => Condition[]) => wrap({ and: parts(builder(definition, itself)) }),
    or: (parts: (c: unknown) => Condition[]) => wrap({ or: parts(builder(definition, itself)) }),
    not: (part: (c: unknown) => Condition) => wrap({ not: part(builder(definition, itself)) }),
  };
  for (const field of definition.fields) made[field] = tests(field, wrap);
  for (const [name, relation] of Object.entries(definition.relations)) {
    Object.defineProperty(made, name, {
      get: () =>
        builder(relation.target().definition, (condition) => wrap({ [name]: condition })),
    });
  }
  return made;
}

function tests(field: string, wrap: (condition: Condition) => Condition): unknown {
  const made: Record<string, unknown> = {
    between: (low: unknown, high: unknown) => wrap({ [field]: { between: [low, high] } }),
  };
  for (const word of TESTS) made[word] = (operand: unknown) => wrap({ [field]: { [word]: operand } });
  return made;
}

const itself = (condition: Condition): Condition => condition;

function worded(type: ModelType<any, any, any>, predicate: Predicate<any>): Condition {
  return typeof predicate === 'function' ? predicate(builder(type.definition, itself)) : {};
}

export enum SortDirection {
  ASCENDING = 'ASCENDING',
  DESCENDING = 'DESCENDING',
}

/** A sort order, as an app writes it: `s => s.rating(SortDirection.DESCENDING)`. */
export type Sorting<T> = {
  readonly [K in keyof T | Relevance]-?: (
    direction: SortDirection | `${SortDirection}`,
  ) => Sorting<T>;
};

/** How well an item fits the `search` of a query, which needs one then. */
type Relevance = '_relevance';

/** What a query takes beside its predicate. Without a limit it reads all items that match. */
export interface QueryOptions<T> {
  readonly sort?: (s: Sorting<T>) => Sorting<T>;
  readonly limit?: number;
  readonly page?: number;
}

function sorted<T>(definition: Definition, sort: QueryOptions<T>['sort']): string | undefined {
  if (!sort) return undefined;
  const order: string[] = [];
  const made: Record<string, unknown> = {};
  for (const field of [...definition.fields, '_relevance' satisfies Relevance]) {
    made[field] = (direction: string) => {
      order.push(`${field}:${direction === SortDirection.DESCENDING ? 'desc' : 'asc'}`);
      return made;
    };
  }
  sort(made as Sorting<T>);
  return order.join(',');
}

/** The sidecar did not do what it was asked. Decide by `slug`. */
export class OutriggerProblem extends Error {
  override readonly name = 'OutriggerProblem';
  readonly slug: ProblemSlug;
  readonly status: number;
  /** All members of the problem, such as `path`, `model` or `retryAfterMs`. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(problem: Record<string, unknown>) {
    super(String(problem['detail'] ?? problem['title']));
    this.slug = String(problem['type']).split(':').at(-1) as ProblemSlug;
    this.status = Number(problem['status']);
    this.members = problem;
  }
}

/** Where the sidecar is, and what it is asked with. */
export interface Settings {
  readonly url: string;
  readonly token?: string;
  /** For a platform that has none of its own. */
  readonly WebSocket?: typeof WebSocket;
  readonly fetch?: typeof fetch;
}

export interface Subscription {
  unsubscribe(): void;
}

/** Who is told of what is observed. */
export interface Observer<M> {
  next(message: M): void;
  /** It has ended; nothing follows. */
  error?(failure: OutriggerProblem): void;
  /** Changes were missed for good: read again what you show. Without it, that is an error. */
  gap?(): void;
}

export interface Observable<M> {
  subscribe(observer: Observer<M> | ((message: M) => void)): Subscription;
}

/** A change of an item, as it is after the change; of a deleted one its last fields. */
export interface Change<T> {
  readonly opType: 'INSERT' | 'UPDATE' | 'DELETE';
  readonly element: T;
  readonly model: ModelType<Model, any, any>;
  readonly origin: 'local' | 'remote';
  readonly seq: number;
}

/** All items that match now. */
export interface Snapshot<T> {
  readonly items: T[];
  /** True once the model was pulled since the sidecar's start. */
  readonly isSynced: boolean;
}

/** What the sidecar tells of its syncing. */
export interface EngineEvent {
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly at: number;
}

type Json = Record<string, any>;
type Handlers = { frame(frame: Json): void; request(): Json; lost(problem: OutriggerProblem): void };

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;

/** One WebSocket for all that is observed. It reconnects, and asks for what was missed. */
class Link {
  private readonly observed = new Map<string, Handlers>();
  private socket: WebSocket | null = null;
  private pause = FIRST_PAUSE_MS;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private count = 0;

  constructor(private readonly settings: () => Settings) {}

  add(handlers: Handlers): Subscription {
    const id = String(++this.count);
    this.observed.set(id, handlers);
    if (this.socket?.readyState === 1) this.ask(id, handlers);
    else this.open();
    return { unsubscribe: () => this.remove(id) };
  }

  private remove(id: string): void {
    if (!this.observed.delete(id)) return;
    if (this.socket?.readyState === 1) this.socket.send(JSON.stringify({ type: 'stop', id }));
    if (this.observed.size === 0) {
      if (this.timer !== null) clearTimeout(this.timer);
      this.timer = null;
      this.socket?.close();
      this.socket = null;
    }
  }

  private ask(id: string, handlers: Handlers): void {
    this.socket?.send(JSON.stringify({ ...handlers.request(), id }));
  }

  private open(): void {
    if (this.socket !== null || this.timer !== null) return;
    const { url, token, WebSocket: Given } = this.settings();
    const Socket = Given ?? WebSocket;
    const address = `${url.replace(/^http/, 'ws').replace(/\/$/, '')}/v1/observe`;
    const socket = token ? new Socket(address, [`bearer.${token}`]) : new Socket(address);
    this.socket = socket;
    socket.onopen = () => {
      this.pause = FIRST_PAUSE_MS;
      for (const [id, handlers] of this.observed) this.ask(id, handlers);
    };
    socket.onmessage = ({ data }) => this.received(JSON.parse(String(data)));
    socket.onclose = () => this.closed(socket);
    socket.onerror = () => {}; // a close follows
  }

  private closed(socket: WebSocket): void {
    if (this.socket !== socket) return;
    this.socket = null;
    if (this.observed.size === 0) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.open();
    }, this.pause * (0.5 + Math.random() / 2));
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
  }

  private received(frame: Json): void {
    const handlers = this.observed.get(frame['id']);
    if (!handlers) return;
    if (frame['type'] !== 'error') {
      handlers.frame(frame);
      return;
    }
    const problem = new OutriggerProblem(frame['problem']);
    // Another user's replica: the sidecar closes the socket, and the link opens again.
    if (problem.slug === 'session-changed') {
      handlers.lost(problem);
    } else if (problem.slug === 'too-slow' || problem.slug === 'since-too-old' || problem.slug === 'since-ahead') {
      if (problem.slug !== 'too-slow') handlers.lost(problem);
      if (this.observed.has(frame['id'])) this.ask(frame['id'], handlers);
    } else {
      this.observed.delete(frame['id']);
      handlers.lost(problem);
    }
  }
}

type AnyModel<T extends Model, P> = ModelType<T, any, P>;
type Key = string | Readonly<Record<string, unknown>>;

/** DataStore's calls, answered by the sidecar. */
export class Store {
  private settings: Settings = { url: 'http://127.0.0.1:4700' };
  private readonly link = new Link(() => this.settings);

  constructor(private readonly models: () => readonly ModelType<any, any, any>[]) {}

  configure(settings: Settings): void {
    this.settings = settings;
  }

  /** Saves a new item as a whole, of a copy what was changed. */
  async save<T extends Model>(item: T, condition?: (c: any) => Condition): Promise<T> {
    const type = typeOf(item);
    const query = condition
      ? `?condition=${encodeURIComponent(JSON.stringify(worded(type, condition)))}`
      : '';
    const changed = item[CHANGED];
    const path = itemPath(type, item) + query;
    if (changed === null) return this.read(type, await this.send('PUT', path, fieldsOf(type, item)));
    try {
      return this.read(type, await this.send('PATCH', path, fieldsOf(type, item, changed)));
    } catch (failure) {
      if (condition || !(failure instanceof OutriggerProblem) || failure.slug !== 'item-unknown') {
        throw failure;
      }
      // It was deleted meanwhile, and is saved all the same, as DataStore does.
      return this.read(type, await this.send('PUT', path, fieldsOf(type, item)));
    }
  }

  async query<T extends Model, P>(type: AnyModel<T, P>, key: Key): Promise<T | undefined>;
  async query<T extends Model, P>(
    type: AnyModel<T, P>,
    predicate?: Predicate<P>,
    options?: QueryOptions<T>,
  ): Promise<T[]>;
  async query<T extends Model, P>(
    type: AnyModel<T, P>,
    wanted: Key | Predicate<P> = Predicates.ALL,
    options: QueryOptions<T> = {},
  ): Promise<T[] | T | undefined> {
    if (typeof wanted === 'string' || typeof wanted === 'object') return this.one(type, wanted);
    return this.all(type, worded(type, wanted), options);
  }

  /** Deletes one item, the item of a key, or all that match; answers what was deleted. */
  async delete<T extends Model>(item: T, condition?: (c: any) => Condition): Promise<T>;
  async delete<T extends Model, P>(type: AnyModel<T, P>, wanted: Key | Predicate<P>): Promise<T[]>;
  async delete<T extends Model, P>(
    wanted: T | AnyModel<T, P>,
    which?: Key | Predicate<P>,
  ): Promise<T | T[]> {
    if (wanted instanceof Model) {
      const type = typeOf(wanted);
      const condition = which as ((c: any) => Condition) | undefined;
      const query = condition
        ? `?condition=${encodeURIComponent(JSON.stringify(worded(type, condition)))}`
        : '';
      await this.send('DELETE', itemPath(type, wanted) + query);
      return wanted;
    }
    const type = wanted;
    if (typeof which === 'string' || (typeof which === 'object' && which !== null)) {
      const deleted = await this.send('DELETE', keyPath(type, which as Key));
      return deleted ? [this.read(type, deleted)] : [];
    }
    const filter = worded(type, which as Predicate<P>);
    const items = await this.all(type, filter, {});
    const text = Object.keys(filter).length === 0 ? 'all' : JSON.stringify(filter);
    await this.send('DELETE', `${modelPath(type)}?filter=${encodeURIComponent(text)}`);
    return items;
  }

  /** Saves and deletes many items, all or none. */
  async batch(edits: readonly { save?: Model; delete?: Model }[]): Promise<void> {
    const operations = edits.map((edit) => {
      const item = (edit.save ?? edit.delete)!;
      const type = typeOf(item);
      const to = { model: type.definition.name, key: keyOf(type, item) };
      if (edit.delete) return { op: 'delete', ...to };
      const changed = item[CHANGED];
      return changed === null
        ? { op: 'save', ...to, item: fieldsOf(type, item) }
        : { op: 'patch', ...to, item: fieldsOf(type, item, changed) };
    });
    await this.send('POST', '/v1/batch', { operations });
  }

  /** Changes from now on: of all models, of one, of one item, or of what matches. */
  observe<T extends Model = Model, P = unknown>(
    type?: AnyModel<T, P>,
    wanted?: Key | Predicate<P>,
  ): Observable<Change<T>> {
    const asked: Json = { type: 'observe' };
    if (type) asked['model'] = type.definition.name;
    if (type && (typeof wanted === 'string' || typeof wanted === 'object')) {
      asked['key'] = keyObject(type, wanted as Key);
    } else if (type && wanted) {
      asked['filter'] = worded(type, wanted as Predicate<P>);
    }
    return observable((observer) => {
      let since: number | undefined;
      return {
        request: () => (since === undefined ? asked : { ...asked, since }),
        frame: (frame) => {
          since = frame['seq'];
          if (frame['type'] === 'change') observer.next(this.change<T>(frame));
        },
        lost: (problem) => {
          since = undefined;
          if (observer.gap && isGap(problem)) observer.gap();
          else observer.error?.(problem);
          return observer.gap !== undefined && isGap(problem);
        },
      };
    }, this.link);
  }

  /** All items that match, again whenever one of them changes. */
  observeQuery<T extends Model, P>(
    type: AnyModel<T, P>,
    predicate: Predicate<P> = Predicates.ALL,
    options: QueryOptions<T> = {},
  ): Observable<Snapshot<T>> {
    const asked: Json = {
      type: 'observeQuery',
      model: type.definition.name,
      filter: worded(type, predicate),
      limit: options.limit ?? 1000,
    };
    const sort = sorted(type.definition, options.sort);
    if (sort) asked['sort'] = sort;
    return observable((observer) => ({
      request: () => asked,
      frame: (frame) => {
        if (frame['type'] === 'snapshot') {
          const items = (frame['items'] as Json[]).map((item) => this.read(type, item));
          observer.next({ items, isSynced: frame['isSynced'] });
        }
      },
      lost: (problem) => {
        if (!isGap(problem)) observer.error?.(problem);
        return isGap(problem);
      },
    }), this.link);
  }

  /** What the sidecar tells of its syncing, from now on. */
  events(): Observable<EngineEvent> {
    return observable((observer) => ({
      request: () => ({ type: 'events' }),
      frame: (frame) => {
        if (frame['type'] === 'event') observer.next(frame as EngineEvent);
      },
      lost: (problem) => {
        if (!isGap(problem)) observer.error?.(problem);
        return isGap(problem);
      },
    }), this.link);
  }

  /** Opens the sidecar's link to the backend; reading and saving need no start. */
  async start(): Promise<void> {
    await this.send('POST', '/v1/sync/start');
  }

  /** Closes the link; items stay, and saves go on. */
  async stop(): Promise<void> {
    await this.send('POST', '/v1/sync/stop');
  }

  /** Empties the sidecar's replica, as DataStore does also of writes that were not sent yet. */
  async clear(options: { force: boolean } = { force: true }): Promise<void> {
    await this.send('POST', `/v1/clear?force=${options.force}`);
  }

  /** For generated models: the parent of an item, or undefined. */
  async parent<T extends Model>(type: AnyModel<T, any>, fields: Json): Promise<T | undefined> {
    if (Object.values(fields).some((value) => value === null)) return undefined;
    const [found] = await this.all(type, equal(fields), { limit: 1 });
    return found;
  }

  /** For generated models: the items that hold an item's key. */
  children<T extends Model>(type: AnyModel<T, any>, fields: Json): Children<T> {
    return new Children(() => this.all(type, equal(fields), {}));
  }

  private async one<T extends Model>(type: AnyModel<T, any>, key: Key): Promise<T | undefined> {
    try {
      return this.read(type, await this.send('GET', keyPath(type, key)));
    } catch (failure) {
      if (failure instanceof OutriggerProblem && failure.slug === 'item-unknown') return undefined;
      throw failure;
    }
  }

  private async all<T extends Model>(
    type: AnyModel<T, any>,
    filter: Condition,
    { sort, limit, page }: QueryOptions<T>,
  ): Promise<T[]> {
    const query: Json = { filter, limit: limit ?? 1000 };
    const order = sorted(type.definition, sort);
    if (order) query['sort'] = order;
    if (page !== undefined) query['page'] = page;
    const items: T[] = [];
    for (;;) {
      const answer = await this.send('POST', `${modelPath(type)}/query`, query);
      items.push(...(answer!['items'] as Json[]).map((item) => this.read(type, item)));
      if (limit !== undefined || answer!['nextCursor'] === null) return items;
      query['cursor'] = answer!['nextCursor'];
    }
  }

  private change<T extends Model>(frame: Json): Change<T> {
    const type = this.models().find(({ definition }) => definition.name === frame['model'])!;
    return {
      opType: frame['op'],
      element: this.read(type, frame['item']) as T,
      model: type,
      origin: frame['origin'],
      seq: frame['seq'],
    };
  }

  private read<T extends Model>(type: AnyModel<T, any>, json: Json | null): T {
    const item = new type(json) as Record<symbol, unknown> & T;
    (item as Record<symbol, unknown>)[CHANGED] = [];
    return Object.freeze(item);
  }

  private async send(method: string, path: string, body?: unknown): Promise<Json | null> {
    const { url, token, fetch: given } = this.settings;
    const headers: Record<string, string> = {};
    if (token) headers['Authorization'] = `Bearer ${token}`;
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const answer = await (given ?? fetch)(url.replace(/\/$/, '') + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (answer.status === 204) return null;
    const json = (await answer.json()) as Json;
    if (!answer.ok) throw new OutriggerProblem(json);
    return json;
  }
}

/** The items on the many side of a relation; they are read when they are asked for. */
export class Children<T> implements AsyncIterable<T> {
  constructor(private readonly read: () => Promise<T[]>) {}

  async toArray(): Promise<T[]> {
    return this.read();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    yield* await this.read();
  }
}

type Watching = { frame(frame: Json): void; request(): Json; lost(problem: OutriggerProblem): boolean };

function observable<M>(watch: (observer: Observer<M>) => Watching, link: Link): Observable<M> {
  return {
    subscribe(given) {
      const observer = typeof given === 'function' ? { next: given } : given;
      const watching = watch(observer);
      const subscription = link.add({
        ...watching,
        lost: (problem) => {
          if (!watching.lost(problem)) subscription.unsubscribe();
        },
      });
      return subscription;
    },
  };
}

function isGap(problem: OutriggerProblem): boolean {
  return ['since-too-old', 'since-ahead', 'session-changed'].includes(problem.slug);
}

function equal(fields: Json): Condition {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { eq: value }]));
}

function typeOf<T extends Model>(item: T): ModelType<T, any, any> {
  return item.constructor as unknown as ModelType<T, any, any>;
}

function fieldsOf(
  { definition }: ModelType<any, any, any>,
  item: Model,
  only: readonly string[] = definition.fields,
): Json {
  const values = item as unknown as Json;
  return Object.fromEntries(
    definition.fields
      .filter((field) => only.includes(field) && !definition.readOnly.includes(field))
      .map((field) => [field, values[field]]),
  );
}

function keyOf({ definition }: ModelType<any, any, any>, item: Model): Json {
  const values = item as unknown as Json;
  return Object.fromEntries(definition.key.map((field) => [field, values[field]]));
}

function keyObject({ definition }: ModelType<any, any, any>, key: Key): Json {
  return typeof key === 'string' ? { [definition.key[0]!]: key } : key;
}

function modelPath({ definition }: ModelType<any, any, any>): string {
  return `/v1/models/${definition.name}`;
}

function keyPath(type: ModelType<any, any, any>, key: Key): string {
  const values = keyObject(type, key);
  const segments = type.definition.key.map((field) => {
    const value = String(values[field]);
    // fetch would take the segment, and what stands before it, out of the path.
    if (value === '.' || value === '..') {
      throw new Error(`${field} is "${value}", which no URL can hold: use batch, or query by a predicate`);
    }
    return encodeURIComponent(value);
  });
  return `${modelPath(type)}/${segments.join('/')}`;
}

function itemPath(type: ModelType<any, any, any>, item: Model): string {
  return keyPath(type, keyOf(type, item));
}
