package dev.outrigger.store;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.testing.BlogSchema.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.replica.ChangeRange;
import dev.outrigger.replica.Clearing.Outcome;
import dev.outrigger.replica.Clearing.Unsent;
import dev.outrigger.replica.ClearingContract;
import dev.outrigger.replica.StoreProbe;
import dev.outrigger.testing.BlogSchema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/// A replica in PostgreSQL is emptied as every replica is.
class PostgresClearingIT extends ClearingContract {
    private @Nullable OpenReplica replica;

    @Override
    protected Subject emptyReplica() {
        replica = new OpenReplica(BlogSchema.SCHEMA);
        return new Subject(replica.store, replica.store);
    }

    @AfterEach
    void closeReplica() {
        if (replica != null) {
            replica.close();
        }
    }

    @Test
    void theNumbersOfChangesGoOnAfterARestartToo() {
        // Given
        StoreProbe before = new StoreProbe(replica.store);
        before.apply(live(1, item("Blog", "id", "b1", "name", "N")));
        await(replica.store.clear(Unsent.PROTECTED));

        // When
        StoreProbe after = new StoreProbe(replica.reopen());
        after.create("Post", "id", "p1", "title", "T");

        // Then
        assertThat(await(after.store().changeRange())).isEqualTo(new ChangeRange(3, 3));
    }

    @Test
    void aTableThatAReleaseAddsIsEmptiedWithoutBeingNamed() {
        // Given
        replica.execute("create table %s._remembered (note text)");
        replica.execute("insert into %s._remembered values ('of the one who was here before')");

        // When
        await(replica.store.clear(Unsent.PROTECTED));

        // Then
        replica.execute("alter table %s._remembered add check (note is null)");
    }

    @Test
    void R12_whatTheBackendRefusedForGoodIsProtectedToo() {
        // Given
        replica.execute(
                "insert into %s._stranded values (7, 'Post', 'p1', 'CREATE', '{}', null, 'r', 0,"
                        + " 0)");

        // When
        Outcome refused = await(replica.store.clear(Unsent.PROTECTED));
        Outcome forced = await(replica.store.clear(Unsent.DISCARDED));

        // Then
        assertThat(refused).isEqualTo(new Outcome.OutboxNotEmpty(1));
        assertThat(forced)
                .isInstanceOfSatisfying(
                        Outcome.Cleared.class,
                        cleared -> assertThat(cleared.mutations()).isEqualTo(1));
        assertThat(await(replica.store.clear(Unsent.PROTECTED)))
                .isInstanceOf(Outcome.Cleared.class);
    }

    @Test
    void editsBesideAClearBelongToTheReplicaBeforeItOrAfterIt() {
        // Given
        StoreProbe probe = new StoreProbe(replica.store);

        // When
        List<?> all =
                List.of(
                        replica.store.edit(
                                StoreProbe.create(item("Post", "id", "p1", "title", "T"))),
                        replica.store.clear(Unsent.DISCARDED),
                        replica.store.edit(
                                StoreProbe.create(item("Post", "id", "p1", "title", "U"))));

        // Then
        all.forEach(stage -> await((java.util.concurrent.CompletionStage<?>) stage));
        assertThat(probe.all("Post"))
                .singleElement()
                .satisfies(post -> assertThat(post.value("title")).isEqualTo("U"));
        assertThat(probe.outbox()).hasSize(1);
    }
}
