package dev.outrigger.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.TestSchema;
import dev.outrigger.model.Item;
import dev.outrigger.model.Model;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.Guard;
import dev.outrigger.testing.InMemoryReplicaStore;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

class ObservationsTest {
    private static final Model POST = TestSchema.read().required("Post");

    private final InMemoryReplicaStore store =
            new InMemoryReplicaStore(TestSchema.read(), () -> Instant.EPOCH);
    private final Observations observations = new Observations(TestSchema.read(), store);

    @Test
    void beginsWithWhatComesNext() {
        // Given
        save(3);

        // When
        Observation observation = open(null);
        save(2);

        // Then
        assertThat(follow(observation)).containsExactly(4L, 5L);
        assertThat(observation.position()).isEqualTo(5);
    }

    @Test
    void AC153_goesFromTheStoreToMemoryWithoutASeam() {
        // Given
        int past = Observations.RECENT_CHANGES + 500;
        save(past);
        Observation early = open(0L);

        // When
        save(past);

        // Then
        assertThat(follow(early)).isEqualTo(LongStream.rangeClosed(1, 2L * past).boxed().toList());
    }

    @Test
    void AC153_continuesInAnotherRunOfTheProcess() {
        // Given
        save(5);

        // When
        Observations next = new Observations(TestSchema.read(), store);
        Observation observation = opened(next, 2L);

        // Then
        assertThat(follow(observation)).containsExactly(3L, 4L, 5L);
    }

    @Test
    void countsWhatWaits() {
        // Given
        Observation observation = open(null);

        // When
        save(7);

        // Then
        assertThat(observation.behind()).isEqualTo(7);
        follow(observation);
        assertThat(observation.behind()).isZero();
    }

    @Test
    void refusesASeqThatTheLogDoesNotHave() {
        // Given
        save(2);

        // When
        Observations.Opening ahead = observe(observations, 3L);

        // Then
        assertThat(ahead).isEqualTo(new Observations.Opening.Ahead(2));
    }

    @Test
    void tellsOfNewsUntilToldToStop() {
        // Given
        AtomicInteger calls = new AtomicInteger();
        Runnable end = observations.onNews(calls::incrementAndGet);
        save(2);

        // When
        end.run();
        save(2);

        // Then
        assertThat(calls).hasValue(2);
    }

    private Observation open(@Nullable Long since) {
        return opened(observations, since);
    }

    private static Observation opened(Observations observations, @Nullable Long since) {
        return ((Observations.Opening.Opened) observe(observations, since)).observation();
    }

    private static Observations.Opening observe(Observations observations, @Nullable Long since) {
        return observations.observe(Selection.all(), since).toCompletableFuture().join();
    }

    private static List<Long> follow(Observation observation) {
        List<Long> seqs = new ArrayList<>();
        while (true) {
            switch (observation.next().toCompletableFuture().join()) {
                case Observation.Step.Advanced(List<ObservedChange> changes) ->
                        changes.forEach(change -> seqs.add(change.seq()));
                case Observation.Step.CaughtUp _ -> {
                    return seqs;
                }
                case Observation.Step.Lost lost -> throw new AssertionError(lost);
            }
        }
    }

    private void save(int count) {
        for (int number = 0; number < count; number++) {
            Item item = Item.of(POST, Map.of("id", "p1", "title", "t" + System.nanoTime()));
            store.edit(new Edit.Save(item, Set.of("title"), Guard.none()));
        }
    }
}
