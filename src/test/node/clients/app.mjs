// An app on a generated client; it ends with an error when one of its expectations fails.

import assert from 'node:assert/strict';

import {
  Comment, DataStore, Inventory, OutriggerProblem, Post, PostStatus, Predicates, SortDirection,
} from './out/models.js';

DataStore.configure({ url: process.argv[2] });

/** Waits until something holds, with a bound. */
async function until(holds, what) {
  for (let left = 400; left > 0; left--) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  assert.fail(`waited in vain until ${what}`);
}

const changes = [];
const snapshots = [];
const observing = DataStore.observe(Post).subscribe((change) => changes.push(change));
const querying = DataStore.observeQuery(Post, (c) => c.rating.ge(4), {
  sort: (s) => s.rating(SortDirection.DESCENDING),
}).subscribe((snapshot) => snapshots.push(snapshot));
await until(() => snapshots.length > 0, 'there is a first snapshot');

const first = await DataStore.save(
  new Post({ title: 'first', status: PostStatus.ACTIVE, rating: 5, tags: ['a'] }),
);
assert.equal(first._pending, true);
const second = await DataStore.save(new Post({ title: 'second', status: PostStatus.INACTIVE, rating: 2 }));
await DataStore.save(new Comment({ content: 'wow', post: first }));

const renamed = await DataStore.save(
  Post.copyOf(first, (draft) => {
    draft.title = 'renamed';
  }),
);
assert.equal(renamed.title, 'renamed');
assert.deepEqual(renamed.tags, ['a']);
assert.equal((await DataStore.query(Post, first.id)).title, 'renamed');
assert.equal(await DataStore.query(Post, 'nobody'), undefined);

const titles = async (...query) => (await DataStore.query(Post, ...query)).map(({ title }) => title);
assert.deepEqual(await titles((c) => c.rating.gt(4)), ['renamed']);
assert.deepEqual(await titles((c) => c.comments.content.contains('wow')), ['renamed']);
assert.deepEqual(await titles((c) => c.title.search('RENAMED -second')), ['renamed']);
assert.deepEqual(
  await titles((c) => c.or((c) => [c.title.beginsWith('sec'), c.not((c) => c.rating.between(1, 9))])),
  ['second'],
);
assert.deepEqual(
  await titles(Predicates.ALL, { sort: (s) => s.rating(SortDirection.ASCENDING), limit: 1 }),
  ['second'],
);
const [comment] = await DataStore.query(Comment);
assert.equal((await comment.post).title, 'renamed');
assert.equal((await renamed.comments.toArray()).length, 1);

await DataStore.save(new Inventory({ productId: 'p/1', warehouse: 1, name: 'a b', count: 3 }));
const key = { productId: 'p/1', warehouse: 1, name: 'a b' };
assert.equal((await DataStore.query(Inventory, key)).count, 3);

await assert.rejects(
  DataStore.save(Post.copyOf(renamed, (draft) => void (draft.rating = 1)), (c) => c.rating.gt(5)),
  (failure) => failure instanceof OutriggerProblem && failure.slug === 'condition-false',
);
await DataStore.batch([{ save: new Post({ title: 'batched', status: PostStatus.ACTIVE }) }, { delete: second }]);
assert.deepEqual((await titles()).sort(), ['batched', 'renamed']);
assert.equal((await DataStore.delete(Post, (c) => c.title.eq('batched'))).length, 1);

await until(
  () => changes.some(({ opType, element }) => opType === 'DELETE' && element.title === 'batched'),
  'the changes were told',
);
assert.equal(changes[0].opType, 'INSERT');
assert.ok(changes[0].element instanceof Post);
await until(() => snapshots.at(-1).items[0]?.title === 'renamed', 'the snapshot is of now');

console.log('restart');
await until(() => changes.some(({ element }) => element.title === 'while away'), 'what was missed is told');
const seqs = changes.map(({ seq }) => seq);
assert.deepEqual(seqs, [...new Set(seqs)].sort((one, other) => one - other));

await DataStore.stop();
await DataStore.start();
await DataStore.clear();
assert.deepEqual(await titles(), []);
observing.unsubscribe();
querying.unsubscribe();
console.log('done');
