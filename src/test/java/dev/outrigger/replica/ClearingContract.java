package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.replica.StoreProbe.tombstone;
import static dev.outrigger.testing.BlogSchema.item;
import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.replica.Clearing.Outcome;
import dev.outrigger.replica.Clearing.Unsent;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.pull.Checkpoints;
import dev.outrigger.sync.pull.SyncCheckpoint;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

/// What every [Clearing] does, whatever the replica is kept in.
public abstract class ClearingContract {
    /// A replica, and what empties it.
    public record Subject(ReplicaStore store, Clearing clearing) {}

    private StoreProbe replica;
    private Clearing clearing;

    /// An empty replica of [dev.outrigger.testing.BlogSchema], for one test.
    protected abstract Subject emptyReplica();

    @BeforeEach
    void open() {
        Subject subject = emptyReplica();
        replica = new StoreProbe(subject.store());
        clearing = subject.clearing();
    }

    @Test
    void R12_pendingMutationsAreCountedAndKeepTheReplicaFromBeingCleared() {
        // Given
        replica.create("Post", "id", "p1", "title", "T");
        replica.create("Post", "id", "p2", "title", "T");

        // When
        Outcome outcome = await(clearing.clear(Unsent.PROTECTED));

        // Then
        assertThat(outcome).isEqualTo(new Outcome.OutboxNotEmpty(2));
        assertThat(replica.all("Post")).hasSize(2);
        assertThat(replica.outbox()).hasSize(2);
        assertThat(replica.changes()).hasSize(2);
    }

    @Test
    void R12_aClearByForceCountsWhatItDiscards() {
        // Given
        replica.create("Post", "id", "p1", "title", "T");
        replica.create("Post", "id", "p2", "title", "T");
        replica.apply(live(1, item("Blog", "id", "b1", "name", "N")));

        // When
        Outcome outcome = await(clearing.clear(Unsent.DISCARDED));

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Cleared.class,
                        cleared -> {
                            assertThat(cleared.seq()).isEqualTo(4);
                            assertThat(cleared.mutations()).isEqualTo(2);
                            assertThat(cleared.items())
                                    .containsEntry("Post", 2L)
                                    .containsEntry("Blog", 1L)
                                    .containsEntry("Shelf", 0L);
                        });
        assertThat(replica.all("Post")).isEmpty();
        assertThat(replica.get(key("Blog", "b1"))).isEmpty();
        assertThat(replica.outbox()).isEmpty();
        assertThat(await(replica.store().outboxSummary())).isEqualTo(new OutboxSummary(0, 0, null));
    }

    @Test
    void AC141_nothingOfWhatWasPulledIsRemembered() {
        // Given
        SyncCheckpoint reached =
                new SyncCheckpoint(Instant.ofEpochMilli(7), Instant.ofEpochMilli(8));
        await(
                replica.store()
                        .apply(
                                "Post",
                                List.of(tombstone(9, item("Post", "id", "p1", "title", "T"))),
                                reached));

        // When
        await(clearing.clear(Unsent.PROTECTED));
        replica.apply(live(2, item("Post", "id", "p1", "title", "again")));

        // Then
        assertThat(await(replica.store().checkpoints())).isEqualTo(Checkpoints.none());
        assertThat(replica.all("Post")).hasSize(1);
    }

    @Test
    void theNumbersOfChangesGoOnAndTheLogBeginsAfterTheClear() {
        // Given
        replica.apply(live(1, item("Blog", "id", "b1", "name", "N")));
        replica.apply(live(1, item("Blog", "id", "b2", "name", "N")));

        // When
        await(clearing.clear(Unsent.PROTECTED));
        ChangeRange emptied = await(replica.store().changeRange());
        EditOutcome next = replica.create("Post", "id", "p1", "title", "T");

        // Then
        assertThat(emptied).isEqualTo(new ChangeRange(4, 3));
        assertThat(next)
                .isInstanceOfSatisfying(
                        EditOutcome.Created.class,
                        created -> assertThat(created.seq()).isEqualTo(4));
        assertThat(replica.changes()).extracting(LoggedChange::seq).containsExactly(4L);
        assertThat(await(replica.store().changeRange())).isEqualTo(new ChangeRange(4, 4));
    }

    @Test
    void AC140_asManyClearsAsSomebodyLikesLeaveAnEmptyReplica() {
        // When
        await(clearing.clear(Unsent.PROTECTED));
        Outcome second = await(clearing.clear(Unsent.PROTECTED));

        // Then
        assertThat(second)
                .isInstanceOfSatisfying(
                        Outcome.Cleared.class, cleared -> assertThat(cleared.seq()).isEqualTo(2));
    }
}
