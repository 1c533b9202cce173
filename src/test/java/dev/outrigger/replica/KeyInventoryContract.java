package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.replica.StoreProbe.patch;
import static dev.outrigger.replica.StoreProbe.tombstone;
import static dev.outrigger.testing.BlogSchema.item;
import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.KeyDigest;
import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Origin;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.pull.KeyBuckets;
import dev.outrigger.sync.pull.PageCheckpoint;
import dev.outrigger.sync.pull.PullCount;
import dev.outrigger.sync.pull.PullKind;
import dev.outrigger.sync.pull.PullProgress;
import dev.outrigger.sync.pull.PullStart;
import dev.outrigger.sync.pull.SyncCheckpoint;
import dev.outrigger.sync.reconcile.Applied;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What every [KeyInventory] does, whatever the replica is kept in.
public abstract class KeyInventoryContract {
    private static final Instant LATER = Instant.ofEpochMilli(1_900_000_000_000L);

    /// A replica, and its inventory.
    public record Subject(ReplicaStore store, KeyInventory keys) {}

    private StoreProbe replica;
    private KeyInventory keys;

    /// An empty replica of [dev.outrigger.testing.BlogSchema], for one test.
    protected abstract Subject emptyReplica();

    @BeforeEach
    void open() {
        Subject subject = emptyReplica();
        replica = new StoreProbe(subject.store());
        keys = subject.keys();
    }

    private static RemoteItem post(String id) {
        return live(1, item("Post", "id", id, "title", "T"));
    }

    private void page(PullKind kind, int number, RemoteItem... items) {
        PageCheckpoint page =
                new PageCheckpoint(
                        new PullProgress(
                                new PullStart(kind, null, Instant.EPOCH),
                                Instant.EPOCH,
                                new PullCount(number, number, Applied.none()),
                                false),
                        "next");
        await(replica.store().apply("Post", List.of(items), page));
    }

    private List<ItemKey> unseen() {
        return await(keys.unseen("Post", LATER, 100));
    }

    @Test
    void theDigestCountsWhatTheBackendMustHave() {
        // Given
        replica.apply(post("p1"), post("a/b%ü"), tombstone(2, item("Post", "id", "p3")));
        replica.apply(post("p4"));
        replica.edit(patch(key("Post", "p4"), "title", "mine"));
        replica.create("Post", "id", "p5", "title", "T");

        // Then
        assertThat(await(keys.digest("Post", 4)))
                .isEqualTo(KeyDigest.of(4, List.of(key("Post", "p1"), key("Post", "a/b%ü"))));
    }

    @Test
    void theKeysOfSomeBucketsAreThoseOfTheDigest() {
        // Given
        List<RemoteItem> posts =
                IntStream.range(0, 50).mapToObj(number -> post("p" + number)).toList();
        await(replica.store().apply("Post", posts, null));
        List<ItemKey> expected = new ArrayList<>(posts.stream().map(RemoteItem::key).toList());
        expected.removeIf(key -> KeyDigest.bucket(8, key) != 3 && KeyDigest.bucket(8, key) != 5);

        // Then
        assertThat(await(keys.keysIn("Post", new KeyBuckets(8, List.of(3, 5)), LATER)))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(await(keys.keysIn("Post", new KeyBuckets(8, List.of(3, 5)), Instant.EPOCH)))
                .isEmpty();
    }

    @Test
    void whatNoPageOfARepeatedBaseSyncHasBroughtIsUnseen() {
        // Given
        replica.apply(post("p1"), post("p2"), post("p3"));
        page(PullKind.REPEATED_BASE, 1, post("p1"));

        // Then
        assertThat(unseen()).containsExactlyInAnyOrder(key("Post", "p2"), key("Post", "p3"));

        // When
        page(PullKind.REPEATED_BASE, 2, post("p3"));

        // Then
        assertThat(unseen()).containsExactly(key("Post", "p2"));
        assertThat(await(keys.unseen("Post", Instant.EPOCH, 100))).isEmpty();
    }

    @Test
    void anotherRepeatedBaseSyncBeginsWithNothingSeen() {
        // Given
        replica.apply(post("p1"), post("p2"));
        page(PullKind.REPEATED_BASE, 1, post("p1"));
        await(
                replica.store()
                        .apply(
                                "Post",
                                List.of(),
                                new SyncCheckpoint(Instant.EPOCH, Instant.EPOCH)));

        // When
        page(PullKind.REPEATED_BASE, 1, post("p2"));

        // Then
        assertThat(unseen()).containsExactly(key("Post", "p1"));
    }

    @Test
    void R4_whatIsRemovedIsToldAsDeletedByTheBackendAndForgotten() {
        // Given
        replica.apply(post("p1"), post("p2"));
        replica.edit(patch(key("Post", "p2"), "title", "mine"));

        // When
        Applied applied = await(keys.remove(List.of(key("Post", "p1"), key("Post", "p2")), LATER));

        // Then
        assertThat(applied).isEqualTo(new Applied(0, 0, 1, 1));
        assertThat(replica.get(key("Post", "p1"))).isEmpty();
        assertThat(replica.get(key("Post", "p2"))).isPresent();
        ItemChange last = replica.changes().getLast().change();
        assertThat(last.kind()).isEqualTo(ItemChange.Kind.DELETE);
        assertThat(last.origin()).isEqualTo(Origin.REMOTE);
        assertThat(last.key()).isEqualTo(key("Post", "p1"));
        assertThat(replica.apply(post("p1"))).isEqualTo(new Applied(1, 0, 0, 0));
    }
}
