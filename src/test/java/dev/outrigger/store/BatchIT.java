package dev.outrigger.store;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.testing.BlogSchema.fields;
import static dev.outrigger.testing.BlogSchema.item;
import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.postgres.Database;
import dev.outrigger.postgres.DatabaseUrl;
import dev.outrigger.replica.ReplicaStore.EditsOutcome;
import dev.outrigger.replica.StoreProbe;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.Guard;
import dev.outrigger.testing.BlogSchema;
import dev.outrigger.testing.StatementRecorder;
import dev.outrigger.testing.TestDatabase;

import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// A batch costs what its transaction costs, and not a round trip for each of its edits.
class BatchIT {
    private static final int EDITS = 1_000;

    @Test
    void statementsOfABatchDoNotGrowWithItsEdits() {
        DatabaseUrl.External url = TestDatabase.fresh("batch");
        try (StatementRecorder recorder = StatementRecorder.before(url);
                Database database = Database.open(recorder.url());
                PostgresReplicaStore store =
                        PostgresReplicaStore.open(
                                database,
                                new ReplicaSetup(
                                        "batch",
                                        BlogSchema.SCHEMA,
                                        StoreLimits.usual(),
                                        SyncPolicies.usual(),
                                        InstantSource.system()))) {
            // Given
            StoreProbe replica = new StoreProbe(store);
            replica.create("Post", "id", "before", "title", "T");
            recorder.statements();

            // When
            EditsOutcome outcome = await(store.editAll(edits()));

            // Then
            assertThat(outcome).isInstanceOf(EditsOutcome.Accepted.class);
            assertThat(recorder.statements()).hasSizeLessThan(20);
            assertThat(replica.all("Post")).hasSize(EDITS / 4 + 1);
            assertThat(replica.all("Comment")).hasSize(EDITS / 4 - 10);
        }
    }

    /// Posts that are made and then changed, each with a comment; the first ten are deleted.
    private static List<Edit> edits() {
        List<Edit> edits = new ArrayList<>();
        for (int number = 0; number < EDITS / 4; number++) {
            String id = "p" + number;
            edits.add(StoreProbe.create(item("Post", "id", id, "title", "T")));
            edits.add(StoreProbe.create(item("Comment", "id", id, "content", "C", "postID", id)));
            edits.add(new Edit.Patch(key("Post", id), fields("rating", number), Guard.none()));
            edits.add(StoreProbe.delete(key(number < 10 ? "Comment" : "Cover", id)));
        }
        return edits;
    }
}
