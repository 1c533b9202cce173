package dev.outrigger.api;

import static dev.outrigger.testing.ItemBuilder.anItem;

import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.sync.resolution.Conflict;
import dev.outrigger.sync.resolution.Resolution;
import dev.outrigger.testing.InMemoryReplicaStore;

import java.util.List;
import java.util.concurrent.CompletionStage;

/// An update of a post that met another one at the backend, which was taken.
final class SettledConflict {
    private SettledConflict() {}

    /// @return its id
    static String in(InMemoryReplicaStore store) {
        var post = anItem(TestSchema.read(), "Post").withId("p1");
        await(store.apply("Post", List.of(post.with("title", "base").remote()), null));
        await(store.edit(anItem(TestSchema.read(), "Post").withId("p1").patch("title", "ours")));
        long mutation = await(store.outbox(0, 100)).getLast().id();
        PendingMutation claimed = await(store.claim(List.of(mutation))).getFirst().mutation();
        Conflict conflict =
                new Conflict(
                        claimed,
                        anItem(TestSchema.read(), "Post")
                                .withId("p1")
                                .with("title", "theirs")
                                .withVersion(5)
                                .remote(),
                        "the item had changed");
        await(
                store.settle(
                        claimed,
                        new Verdict.Resolved(
                                conflict, "applyRemote", new Resolution.TakeTheirs())));
        return conflict.id();
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
