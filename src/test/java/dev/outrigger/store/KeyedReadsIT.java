package dev.outrigger.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.ItemKey;
import dev.outrigger.testing.BlogSchema;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

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

    private static void readUntil(AtomicBoolean closed, OpenReplica opened) {
        boolean last;
        do {
            last = closed.get();
            assertThat(opened.store.get(KEY).toCompletableFuture().handle((_, _) -> "ended"))
                    .succeedsWithin(LIMIT);
        } while (!last);
    }
}
