"""An app on a generated client; it ends with an error when one of its expectations fails."""

import dataclasses
import sys
import threading

from outrigger_client import ALL, Change, Client, Comment, Inventory, Post, PostStatus, Problem, problems

client = Client(sys.argv[1])
changes, snapshots = [], []
news = threading.Condition()
observation = client.observe(Post)
live = client.observe_query(Post, Post.where.rating.ge(4), sort="rating:desc")


def read(events, seen):
    for event in events:
        with news:
            seen.append(event)
            news.notify_all()


for events, seen in ((observation, changes), (live, snapshots)):
    threading.Thread(target=read, args=(events, seen), daemon=True).start()


def until(holds, what):
    with news:
        assert news.wait_for(holds, timeout=10), f"waited in vain until {what}"


def told(title, op=None):
    return lambda: any(
        isinstance(each, Change) and each.item.title == title and op in (None, each.op)
        for each in list(changes)
    )


until(lambda: snapshots, "there is a first snapshot")
for _ in range(200):
    if observation.seq is not None:
        break
    threading.Event().wait(0.05)
assert observation.seq is not None, "the observation has started"

first = client.save(Post(title="first", status=PostStatus.ACTIVE, rating=5, tags=["a"]))
assert first.id and first._pending
second = client.save(Post(title="second", status=PostStatus.INACTIVE, rating=2))
client.save(Comment(content="wow", postID=first.id))

renamed = client.patch(first, title="renamed")
assert (renamed.title, renamed.tags, renamed.status) == ("renamed", ["a"], PostStatus.ACTIVE)
assert client.get(Post, first.id).title == "renamed"
assert client.get(Post, "nobody") is None


def titles(*query, **options):
    return [post.title for post in client.query(Post, *query, **options)]


assert titles(Post.where.rating.gt(4)) == ["renamed"]
assert titles(Post.where.comments.content.contains("wow")) == ["renamed"]
assert titles(Post.where.title.search("RENAMED -second")) == ["renamed"]
assert titles(Post.where.title.begins_with("sec") | ~Post.where.rating.between(1, 9)) == ["second"]
assert titles(sort="rating", limit=1) == ["second"]
assert client.count(Post, Post.where.status.eq(PostStatus.ACTIVE)) == 1

client.save(Inventory(productId="p/1", warehouse=1, name="a b", count=3))
assert client.get(Inventory, "p/1", 1, "a b").count == 3

try:
    client.save(dataclasses.replace(renamed, rating=1), condition=Post.where.rating.gt(5))
    raise AssertionError("a false condition was taken for a true one")
except Problem as problem:
    assert problem.slug == problems.CONDITION_FALSE and problem.status == 412

client.batch(saves=[Post(title="batched", status=PostStatus.ACTIVE)], deletes=[second])
assert sorted(titles()) == ["batched", "renamed"]
assert client.delete_all(Post, Post.where.title.eq("batched")) == 1
until(told("batched", "DELETE"), "the changes were told")
until(lambda: [post.title for post in snapshots[-1].items] == ["renamed"], "the snapshot is of now")

print("restart", flush=True)
until(told("while away"), "what was missed is told")
seqs = [each.seq for each in changes]
assert seqs == sorted(set(seqs)), seqs

client.stop()
client.start()
client.clear(force=True)
assert titles(ALL) == []
observation.close()
live.close()
print("done", flush=True)
