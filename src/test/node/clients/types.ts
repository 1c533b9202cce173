// What the compiler holds about generated models; nothing of it runs.

import { Comment, DataStore, Inventory, Post, PostStatus, SortDirection } from './models.js';

export async function holds(post: Post, comment: Comment): Promise<void> {
  const ratings: (number | null)[] = (await DataStore.query(Post)).map(({ rating }) => rating);
  const one: Post | undefined = await DataStore.query(Post, 'p1');
  const stock: Inventory | undefined = await DataStore.query(Inventory, {
    productId: 'p1',
    warehouse: 1,
    name: 'a/b',
  });
  await DataStore.query(Post, (c) => c.and((c) => [c.rating.gt(4), c.comments.content.eq('x')]), {
    sort: (s) => s.rating(SortDirection.DESCENDING).title('ASCENDING'),
  });
  const parent: Post | undefined = await comment.post;
  const children: Comment[] = await post.comments.toArray();
  const copy: Post = Post.copyOf(post, (draft) => {
    draft.title = 'another';
  });
  // @ts-expect-error a title is needed
  new Post({ status: PostStatus.ACTIVE });
  // @ts-expect-error a rating is a number
  DataStore.query(Post, (c) => c.rating.gt('4'));
  // @ts-expect-error numbers have no beginsWith
  DataStore.query(Post, (c) => c.rating.beginsWith('4'));
  // @ts-expect-error items do not change
  post.title = 'another';
  void [ratings, one, stock, parent, children, copy];
}
