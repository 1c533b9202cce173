package dev.outrigger.store;

import static dev.outrigger.replica.StoreProbe.await;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Schema;
import dev.outrigger.replica.KeyInventory;
import dev.outrigger.replica.Reopening;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.replica.SchemaChangeContract;
import dev.outrigger.replica.SelectiveSync;
import dev.outrigger.sync.RefusalPolicies;
import dev.outrigger.sync.evolution.ModelChange;
import dev.outrigger.testing.BlogSchema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A replica in PostgreSQL that is opened with another schema than the one that it was filled
/// under.
class SchemaChangeIT extends SchemaChangeContract {
    private @Nullable OpenReplica replica;

    @AfterEach
    void closeReplica() {
        if (replica != null) {
            replica.close();
        }
    }

    @Override
    public Reopening open(Schema schema, RefusalPolicies refusals) {
        OpenReplica opened = new OpenReplica(schema, StoreLimits.usual(), refusals);
        replica = opened;
        return new Postgres(opened);
    }

    private record Postgres(OpenReplica replica) implements Reopening {
        @Override
        public ReplicaStore store() {
            return replica.store;
        }

        @Override
        public SelectiveSync selectiveSync() {
            return replica.store.selectiveSync();
        }

        @Override
        public KeyInventory keys() {
            return replica.store.keys();
        }

        @Override
        public ReplicaStore reopen(Schema schema) {
            return replica.reopen(schema);
        }
    }

    @Test
    void aCreateOnItsWayIsNotReportedAmongThoseThatWaitForTheirClient() {
        // Given
        Reopening opened = replica(BEFORE);
        create(opened, BEFORE, "Note", "id", "n1", "text", "T");
        claimFirst(opened);
        create(opened, BEFORE, "Note", "id", "n2", "text", "T");
        replica.store.close();

        // When
        UpgradeReport plan =
                replica.plan(BlogSchema.read(BEFORE.replace("mood: String", "mood: String!")));

        // Then
        assertThat(plan.mutations().kept()).isEqualTo(1);
        assertThat(plan.mutations().waiting().values()).containsExactly(1L);
    }

    @Test
    void aPlanTellsWhatWouldBeDoneAndDoesNothing() {
        // Given
        Reopening opened = replica(BEFORE);
        arrivedNote(opened, "n1", "text", "T", "stars", 3);
        create(opened, BEFORE, "Note", "id", "n2", "text", "T", "mood", "good");
        replica.store.close();

        // When
        UpgradeReport plan =
                replica.plan(
                        BlogSchema.read(
                                BEFORE.replace("stars: Int", "stars: String")
                                        .replace(" mood: String", "")));

        // Then
        assertThat(plan.lines())
                .containsExactly(
                        "Note: translated, 2 items kept, and pulled again as a whole:"
                                + " field Note.stars changed from Int to String",
                        "Other: in place",
                        "pending mutations that go on: 1",
                        "pending mutations that go on without Note.mood, which is gone: 1");
        assertThat(plan.models().get("Other")).isEqualTo(new ModelChange.Fits());
        ReplicaStore store = opened.reopen(BlogSchema.read(BEFORE));
        assertThat(read(store, "Note", "n1").item().value("stars")).isEqualTo(3);
        assertThat(await(store.outbox(0, 10)).getFirst().mutation().fields())
                .containsEntry("mood", "good");
    }
}
