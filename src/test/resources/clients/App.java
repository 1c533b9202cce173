import outrigger.client.Comment;
import outrigger.client.Condition;
import outrigger.client.Inventory;
import outrigger.client.Observation;
import outrigger.client.Outrigger;
import outrigger.client.OutriggerProblem;
import outrigger.client.Post;
import outrigger.client.PostStatus;
import outrigger.client.ProblemType;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** An app on a generated client; it ends with an error when one of its expectations fails. */
final class App {
    private final List<Observation.Event<Post>> changes = new CopyOnWriteArrayList<>();
    private final List<Observation.Event<Post>> snapshots = new CopyOnWriteArrayList<>();
    private final Semaphore news = new Semaphore(0);
    private final Outrigger outrigger;

    private App(URI url) {
        outrigger = new Outrigger(url);
    }

    public static void main(String[] arguments) {
        new App(URI.create(arguments[0])).run();
        System.out.println("done");
        System.exit(0);
    }

    private void run() {
        outrigger.observe(Post.MODEL, Condition.ALL, event -> seen(changes, event));
        outrigger.observeQuery(
                Post.MODEL, Post.where().rating().ge(4), event -> seen(snapshots, event));
        until(() -> !snapshots.isEmpty(), "there is a first snapshot");

        Post first = outrigger.save(Post.MODEL, post("first", 5)).item();
        check(first.id() != null, "an id was made");
        Post second = outrigger.save(Post.MODEL, post("second", 2)).item();
        outrigger.save(Comment.MODEL, Comment.builder().content("wow").postID(first.id()).build());
        Post renamed =
                outrigger
                        .patch(Post.MODEL, first, first.toBuilder().title("renamed").build())
                        .item();
        same(List.of("renamed", List.of("a")), List.of(renamed.title(), renamed.tags()));
        check(outrigger.get(Post.MODEL, "nobody").isEmpty(), "nobody is not there");

        same(List.of("renamed"), titles(Post.where().rating().gt(4)));
        same(List.of("renamed"), titles(Post.where().comments().content().contains("wow")));
        same(List.of("renamed"), titles(Post.where().title().search("RENAMED -second")));
        same(
                List.of("second"),
                titles(
                        Post.where()
                                .title()
                                .beginsWith("sec")
                                .or(Post.where().rating().between(1, 9).not())));
        check(
                outrigger.count(Post.MODEL, Post.where().status().eq(PostStatus.ACTIVE)) == 2,
                "count");

        Inventory stock =
                Inventory.builder().productId("p/1").warehouse(1).name("a b").count(3).build();
        outrigger.save(Inventory.MODEL, stock);
        same(3, outrigger.get(Inventory.MODEL, "p/1", 1, "a b").orElseThrow().item().count());
        refused(renamed);

        outrigger.batch().save(Post.MODEL, post("batched", 1)).delete(Post.MODEL, second).commit();
        same(1L, outrigger.deleteAll(Post.MODEL, Post.where().title().eq("batched")));
        until(() -> told("batched"), "the changes were told");
        until(this::snapshotIsOfNow, "the snapshot is of now");

        System.out.println("restart");
        until(() -> told("while away"), "what was missed is told");
        outrigger.stop();
        outrigger.start();
    }

    private void refused(Post renamed) {
        try {
            outrigger.save(Post.MODEL, renamed, Post.where().rating().gt(5));
        } catch (OutriggerProblem problem) {
            same(ProblemType.CONDITION_FALSE, problem.type());
            return;
        }
        throw new AssertionError("a false condition was taken for a true one");
    }

    private List<String> titles(Condition where) {
        return outrigger.query(Post.MODEL, where).stream()
                .map(stored -> stored.item().title())
                .toList();
    }

    private boolean told(String title) {
        return changes.stream()
                .anyMatch(
                        event ->
                                event instanceof Observation.Change<Post> change
                                        && title.equals(change.stored().item().title()));
    }

    private boolean snapshotIsOfNow() {
        return snapshots.getLast() instanceof Observation.Snapshot<Post> snapshot
                && snapshot.items().size() == 1
                && snapshot.items().getFirst().item().title().equals("renamed");
    }

    private static Post post(String title, int rating) {
        return Post.builder()
                .title(title)
                .status(PostStatus.ACTIVE)
                .rating(rating)
                .tags(List.of("a"))
                .build();
    }

    private void seen(List<Observation.Event<Post>> seen, Observation.Event<Post> event) {
        seen.add(event);
        news.release();
    }

    private void until(BooleanSupplier holds, String what) {
        try {
            while (!holds.getAsBoolean()) {
                check(news.tryAcquire(10, TimeUnit.SECONDS), "waited in vain until " + what);
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void same(Object expected, Object found) {
        check(expected.equals(found), "expected " + expected + ", found " + found);
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
