package dev.outrigger.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.replica.StoreProbe;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.testing.BlogSchema;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/// A replica that was without its backend for very long.
class LargeOutboxIT {
    private static final int MUTATIONS = 100_000;
    private static final Duration LIMIT = Duration.ofMillis(50);
    private static final int TRIES = 10;

    private final OpenReplica replica = new OpenReplica(BlogSchema.SCHEMA);
    private final StoreProbe probe = new StoreProbe(replica.store);

    @BeforeEach
    void fillOutbox() throws SQLException {
        probe.create("Post", "id", "p1", "title", "T");
        replica.execute(
                replica.named("insert into %s._outbox ")
                        + "select (jsonb_populate_record(o, jsonb_build_object('id', n))).* from "
                        + replica.named("%s._outbox o, generate_series(2, ")
                        + MUTATIONS
                        + ") n");
    }

    @AfterEach
    void closeReplica() {
        replica.close();
    }

    @Test
    void R3_aHundredThousandMutationsAreReadOldestFirstWithinFiftyMilliseconds() {
        for (long after : List.of(0L, 50_000L, 99_000L)) {
            // When
            List<PendingMutation> read =
                    quickly(() -> StoreProbe.await(replica.store.outbox(after, 800)));

            // Then
            assertThat(read)
                    .extracting(PendingMutation::id)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(after + 1, after + 800).boxed().toList());
        }
    }

    @Test
    void R3_itemsAreReadWithinFiftyMillisecondsBesideAHundredThousandMutations() {
        assertThat(quickly(() -> probe.all("Post"))).hasSize(1);
        assertThat(quickly(() -> StoreProbe.await(replica.store.outboxSummary())).mutations())
                .isEqualTo(MUTATIONS);
    }

    /// The answer of the fastest of some tries: others may be busy on this machine.
    private static <T> T quickly(Supplier<T> read) {
        Duration fastest = Duration.ofDays(1);
        T answer = read.get();
        for (int round = 0; round < TRIES && fastest.compareTo(LIMIT) > 0; round++) {
            long begun = System.nanoTime();
            answer = read.get();
            Duration taken = Duration.ofNanos(System.nanoTime() - begun);
            fastest = taken.compareTo(fastest) < 0 ? taken : fastest;
        }
        assertThat(fastest).isLessThan(LIMIT);
        return answer;
    }
}
