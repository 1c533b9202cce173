package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.testing.BlogSchema.item;
import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Version;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.UnreadItem;
import dev.outrigger.sync.pull.PageCheckpoint;
import dev.outrigger.sync.pull.PullCount;
import dev.outrigger.sync.pull.PullKind;
import dev.outrigger.sync.pull.PullProgress;
import dev.outrigger.sync.pull.PullStart;
import dev.outrigger.sync.reconcile.Applied;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// What every [Quarantine] does, whatever the replica is kept in.
public abstract class QuarantineContract {
    private ReplicaStore store;
    private StoreProbe replica;

    /// An empty replica of [dev.outrigger.testing.BlogSchema] that keeps so many, for one test.
    protected abstract ReplicaStore emptyReplica(long limit);

    @BeforeEach
    void open() {
        open(100);
    }

    private void open(long limit) {
        store = emptyReplica(limit);
        replica = new StoreProbe(store);
    }

    private static UnreadItem unread(String id, long version) {
        return new UnreadItem(
                "Post",
                key("Post", id),
                new Version(version),
                "{\"id\": \"" + id + "\", \"_version\": " + version + "}",
                "/rating is text that cannot be taken as Int");
    }

    private static UnreadItem keyless(String json) {
        return new UnreadItem("Post", null, null, json, "it is null, not an object");
    }

    private static RemoteItem post(String id, long version) {
        return live(version, item("Post", "id", id, "title", "T"));
    }

    private void takeIn(UnreadItem... items) {
        await(store.apply("Post", List.of(), List.of(items), null));
    }

    private List<QuarantinedItem> all() {
        return await(store.quarantine().list(null, 0, 1_000));
    }

    @Test
    void AC115_keepsWhatCouldNotBeReadOfAPageAndStoresTheRest() {
        // Given
        List<RemoteItem> fine =
                IntStream.range(0, 99).mapToObj(each -> post("p" + each, 1)).toList();

        // When
        Applied applied = await(store.apply("Post", fine, List.of(unread("bad", 3)), null));

        // Then
        assertThat(applied).isEqualTo(new Applied(99, 0, 0, 0));
        assertThat(replica.all("Post")).hasSize(99);
        assertThat(all())
                .singleElement()
                .satisfies(
                        kept -> {
                            assertThat(kept.item()).isEqualTo(unread("bad", 3));
                            assertThat(kept.timesSeen()).isOne();
                            assertThat(await(store.quarantine().get(kept.id()))).contains(kept);
                        });
        assertThat(await(store.quarantine().count())).isOne();
    }

    @Test
    void anItemThatComesAgainIsThereOnceAsItCameLast() {
        // Given
        takeIn(unread("p1", 3));
        long id = all().getFirst().id();

        // When
        takeIn(unread("p1", 4), unread("p1", 5));
        takeIn(unread("p1", 4));

        // Then
        assertThat(all())
                .singleElement()
                .satisfies(
                        kept -> {
                            assertThat(kept.id()).isEqualTo(id);
                            assertThat(kept.item().version()).isEqualTo(new Version(5));
                            assertThat(kept.timesSeen()).isEqualTo(3);
                        });
    }

    @Test
    void itemsWithoutAKeyAreToldApartByTheirJson() {
        // When
        takeIn(keyless("null"), keyless("{}"), keyless("null"));

        // Then
        assertThat(all()).extracting(kept -> kept.item().json()).containsExactly("null", "{}");
        assertThat(all()).extracting(QuarantinedItem::timesSeen).containsExactly(2L, 1L);
    }

    @Test
    void aVersionThatIsFineLetsTheItemGoAndAnOlderOneDoesNot() {
        // Given
        takeIn(unread("p1", 3), unread("p2", 3));

        // When
        replica.apply(post("p1", 2), post("p2", 3));

        // Then
        assertThat(all()).extracting(kept -> kept.item().key()).containsExactly(key("Post", "p1"));

        // When
        replica.apply(post("p1", 4));

        // Then
        assertThat(all()).isEmpty();
    }

    @Test
    void whatIsOlderThanTheReplicaIsNotKept() {
        // Given
        replica.apply(post("p1", 4));

        // When
        takeIn(unread("p1", 3));

        // Then
        assertThat(all()).isEmpty();
    }

    @Test
    void theOldestGoBeyondTheLimit() {
        // Given
        open(2);

        // When
        takeIn(unread("p1", 1), unread("p2", 1));
        takeIn(unread("p3", 1));

        // Then
        assertThat(all())
                .extracting(kept -> kept.item().key())
                .containsExactly(key("Post", "p2"), key("Post", "p3"));
    }

    @Test
    void listsInPagesAndByModelAndForgetsOne() {
        // Given
        takeIn(unread("p1", 1), unread("p2", 1), unread("p3", 1));
        Quarantine quarantine = store.quarantine();

        // When
        List<QuarantinedItem> first = await(quarantine.list("Post", 0, 2));
        List<QuarantinedItem> second = await(quarantine.list("Post", first.getLast().id(), 2));
        await(quarantine.discard(first.getFirst().id()));

        // Then
        assertThat(first).hasSize(2);
        assertThat(second).hasSize(1);
        assertThat(await(quarantine.list("Comment", 0, 2))).isEmpty();
        assertThat(await(quarantine.get(first.getFirst().id()))).isEmpty();
        assertThat(await(quarantine.count())).isEqualTo(2);
    }

    @Test
    void R4_whatCouldNotBeReadInARepeatedBaseSyncIsNotTakenForDeleted() {
        // Given
        replica.apply(post("p1", 1));
        PullProgress progress =
                new PullProgress(
                        new PullStart(PullKind.REPEATED_BASE, null, Instant.EPOCH),
                        Instant.EPOCH,
                        new PullCount(1, 1, Applied.none()),
                        false);

        // When
        await(
                store.apply(
                        "Post",
                        List.of(),
                        List.of(unread("p1", 2)),
                        new PageCheckpoint(progress, null)));

        // Then
        assertThat(await(keys().unseen("Post", Instant.ofEpochMilli(1_900_000_000_000L), 10)))
                .isEmpty();
    }

    /// Of the replica that was opened last.
    protected abstract KeyInventory keys();
}
