package dev.outrigger.store;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.replica.ConflictLog;
import dev.outrigger.replica.ConflictLogContract;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.sync.resolution.Conflict;
import dev.outrigger.sync.resolution.RecordedConflict;
import dev.outrigger.sync.resolution.Resolution;
import dev.outrigger.testing.Schemas;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/// The contract, and what only PostgreSQL has.
class PostgresConflictLogIT extends ConflictLogContract {
    private OpenReplica replica;

    @Override
    protected Opened open() {
        replica = new OpenReplica(Schemas.demo());
        return new Opened(replica.store, replica.store.conflicts());
    }

    @AfterEach
    void close() {
        replica.close();
    }

    /// Notes one conflict, and lets it look as if `others` had been noted since.
    private RecordedConflict old(Resolution resolution, String id) {
        var store = replica.store;
        await(store.apply("Post", List.of(anItem("Post").withId(id).remote()), null));
        await(store.edit(anItem("Post").withId(id).patch("rating", 5)));
        var mutation = await(store.outbox(0, 10)).getLast();
        Conflict conflict =
                new Conflict(
                        mutation, anItem("Post").withId(id).withVersion(4).remote(), "changed");
        await(store.settle(mutation, new Verdict.Resolved(conflict, "manual", resolution)));
        return await(store.conflicts().get(conflict.id())).orElseThrow();
    }

    @Test
    void theOldestSettledConflictsGoAndOpenOnesStay() {
        // Given
        RecordedConflict settled = old(new Resolution.TakeTheirs(), "p1");
        RecordedConflict open = old(new Resolution.Await(), "p2");
        replica.execute(
                "insert into %s._conflict (id, mutation, model, key, kind, local, reason,"
                        + " strategy, outcome, at, settled_at)"
                        + " select 'x' || n, n, 'Post', 'x', 'UPDATE', '{}', 'r', 'manual',"
                        + " 'APPLY_REMOTE', 1, 1 from generate_series(1, 10000) n");

        // When
        old(new Resolution.TakeTheirs(), "p3");

        // Then
        ConflictLog log = replica.store.conflicts();
        assertThat(await(log.get(settled.id()))).isEmpty();
        assertThat(await(log.get(open.id()))).contains(open);
        assertThat(await(log.counts())).isEqualTo(new ConflictLog.Counts(10_001, 1));
    }

    @Test
    void whatWasNotedIsThereAfterARestart() {
        // Given
        RecordedConflict noted = old(new Resolution.Await(), "p1");

        // When
        replica.reopen();

        // Then
        assertThat(await(replica.store.conflicts().get(noted.id()))).contains(noted);
    }
}
