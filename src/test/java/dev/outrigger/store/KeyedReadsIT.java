package dev.outrigger.store;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.create;
import static dev.outrigger.testing.BlogSchema.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.ItemKey;
import dev.outrigger.replica.ReadItem;
import dev.outrigger.testing.BlogSchema;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// Reads by key of many threads.
class KeyedReadsIT {
    private static final int CALLERS = 4;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final ItemKey KEY = BlogSchema.key("Post", "p1");

    @Test
    void noReadWaitsForEverWhenTheReplicaClosesAmongThem() throws Exception {
        try (OpenReplica opened = new OpenReplica(BlogSchema.SCHEMA, StoreLimits.usual());
                ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            // Given
            AtomicBoolean closed = new AtomicBoolean();
            List<Future<?>> readers = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                readers.add(callers.submit(() -> readUntil(closed, opened)));
            }

            // When
            opened.store.close();
            closed.set(true);

            // Then
            assertThat(readers)
                    .allSatisfy(reader -> assertThat(reader).succeedsWithin(LIMIT.multipliedBy(2)));
        }
    }

    @Test
    void whatOneTurnAsksForIsReadAfterIt() {
        // Given
        Deque<Runnable> turns = new ArrayDeque<>();
        try (OpenReplica opened = new OpenReplica(BlogSchema.SCHEMA, turns::add)) {
            // When
            List<CompletableFuture<Optional<ReadItem>>> first = asked(opened, "p1", "p2", "p3");
            assertThat(turns).hasSize(1);
            turns.remove().run();

            // Then
            assertThat(first).allSatisfy(read -> assertThat(read).succeedsWithin(LIMIT));
            List<CompletableFuture<Optional<ReadItem>>> next = asked(opened, "p1");
            assertThat(turns).as("the next turn").hasSize(1);
            turns.remove().run();
            assertThat(next.getFirst()).succeedsWithin(LIMIT);
        }
    }

    @Test
    void aTurnThatAsksForManyIsReadBeforeItEnds() {
        // Given
        Deque<Runnable> turns = new ArrayDeque<>();
        try (OpenReplica opened = new OpenReplica(BlogSchema.SCHEMA, turns::add)) {
            // When
            List<CompletableFuture<Optional<ReadItem>>> asked =
                    asked(opened, "p1", "p2", "p3", "p4");

            // Then
            assertThat(asked).hasSize(KeyedReads.ENOUGH);
            assertThat(asked).allSatisfy(read -> assertThat(read).succeedsWithin(LIMIT));
        }
    }

    @Test
    void eachOfAGroupIsToldOfItsOwnItem() {
        // Given
        Deque<Runnable> turns = new ArrayDeque<>();
        try (OpenReplica opened = new OpenReplica(BlogSchema.SCHEMA, turns::add)) {
            await(opened.store.edit(create(item("Post", "id", "p1", "title", "T"))));

            // When
            List<CompletableFuture<Optional<ReadItem>>> asked = asked(opened, "p1", "p2", "p1");
            turns.remove().run();

            // Then
            assertThat(asked)
                    .map(read -> await(read).map(found -> found.stored().key()))
                    .containsExactly(Optional.of(KEY), Optional.empty(), Optional.of(KEY));
        }
    }

    private static List<CompletableFuture<Optional<ReadItem>>> asked(
            OpenReplica opened, String... posts) {
        return Stream.of(posts)
                .map(post -> opened.store.get(BlogSchema.key("Post", post)).toCompletableFuture())
                .toList();
    }

    private static void readUntil(AtomicBoolean closed, OpenReplica opened) {
        boolean last;
        do {
            last = closed.get();
            assertThat(opened.store.get(KEY).toCompletableFuture().handle((_, _) -> "ended"))
                    .succeedsWithin(LIMIT);
        } while (!last);
    }
}
