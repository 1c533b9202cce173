package dev.outrigger.store;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.replica.StoreProbe.tombstone;
import static dev.outrigger.testing.BlogSchema.item;
import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Item;
import dev.outrigger.model.Version;
import dev.outrigger.replica.KeyInventory;
import dev.outrigger.replica.QuarantineContract;
import dev.outrigger.replica.QuarantinedItem;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.sync.UnreadItem;
import dev.outrigger.sync.reconcile.Applied;
import dev.outrigger.testing.BlogSchema;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The quarantine in PostgreSQL does what every one does, and survives a restart.
class PostgresQuarantineIT extends QuarantineContract {
    private final List<OpenReplica> replicas = new ArrayList<>();

    @Override
    protected ReplicaStore emptyReplica(long limit) {
        OpenReplica replica =
                new OpenReplica(BlogSchema.SCHEMA, StoreLimits.usual().withQuarantined(limit));
        replicas.add(replica);
        return replica.store;
    }

    @Override
    protected KeyInventory keys() {
        return replicas.getLast().store.keys();
    }

    @AfterEach
    void closeReplicas() {
        replicas.forEach(OpenReplica::close);
    }

    @Test
    void whatPostgreSqlCannotHoldIsKeptAsFarAsItGoesAndSurvivesARestart() {
        // Given
        OpenReplica replica = replicas.getLast();
        UnreadItem odd =
                new UnreadItem(
                        "Post",
                        key("Post", "p".repeat(10_000)),
                        new Version(1),
                        "{\"half\": \"\ud800\", \"zero\": \"\\u0000\"}",
                        "a\0b");

        // When
        await(replica.store.apply("Post", List.of(), List.of(odd), null));
        List<QuarantinedItem> kept = await(replica.reopen().quarantine().list(null, 0, 10));

        // Then
        assertThat(kept)
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.item().key()).isEqualTo(odd.key());
                            assertThat(each.item().json())
                                    .isEqualTo("{\"half\": \"?\", \"zero\": \"\\u0000\"}");
                            assertThat(each.item().reason()).isEqualTo("ab");
                        });
    }

    @Test
    void aVersionThatIsFineLetsGoWhatAnEarlierProcessKept() {
        // Given
        OpenReplica replica = replicas.getLast();
        UnreadItem unread = new UnreadItem("Post", key("Post", "p1"), new Version(1), "{}", "no");
        await(replica.store.apply("Post", List.of(), List.of(unread), null));
        PostgresReplicaStore reopened = replica.reopen();

        // When
        await(
                reopened.apply(
                        "Post", List.of(live(2, item("Post", "id", "p1", "title", "T"))), null));

        // Then
        assertThat(await(reopened.quarantine().count())).isZero();
    }

    @Test
    void AC125_aMixedPageIsOneTransactionAndTheRowThatCannotBeStoredIsKeptAside() {
        // Given
        PostgresReplicaStore store = replicas.getLast().store;
        Item gone = item("Post", "id", "p2", "title", "second");
        await(
                store.apply(
                        "Post",
                        List.of(live(1, item("Post", "id", "p1", "title", "T")), live(1, gone)),
                        null));
        List<Integer> commits = new CopyOnWriteArrayList<>();
        store.onCommit(changes -> commits.add(changes.size()));
        Item tooLong = item("Post", "id", "𝔘".repeat(2_000), "title", "T");

        // When
        Applied applied =
                await(
                        store.apply(
                                "Post",
                                List.of(
                                        live(2, item("Post", "id", "p1", "title", "newer")),
                                        live(7, tooLong),
                                        tombstone(2, gone),
                                        live(1, item("Post", "id", "p3", "title", "third"))),
                                null));

        // Then
        assertThat(applied).isEqualTo(new Applied(1, 1, 1, 1));
        assertThat(commits).containsExactly(3);
        assertThat(await(store.quarantine().list("Post", 0, 10)))
                .singleElement()
                .satisfies(
                        kept -> {
                            assertThat(kept.item().key()).isEqualTo(tooLong.key());
                            assertThat(kept.item().version()).isEqualTo(new Version(7));
                            assertThat(kept.item().json()).contains("\"title\":\"T\"");
                            assertThat(kept.item().reason())
                                    .isEqualTo("/id is too long for an index");
                        });
    }

    @Test
    void anotherSchemaForgetsWhatIsOfAModelThatIsGone() {
        // Given
        OpenReplica replica = replicas.getLast();
        UnreadItem unread = new UnreadItem("Post", null, null, "null", "it is null");
        await(replica.store.apply("Post", List.of(), List.of(unread), null));

        // When
        replica.reopen(BlogSchema.read("type Other @model { id: ID! }"));

        // Then
        assertThat(await(replica.store.quarantine().count())).isZero();
    }
}
