package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.replica.StoreProbe.patch;
import static dev.outrigger.replica.StoreProbe.tombstone;
import static dev.outrigger.testing.BlogSchema.fields;
import static dev.outrigger.testing.BlogSchema.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Item;
import dev.outrigger.model.Version;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.pull.Checkpoints;
import dev.outrigger.sync.pull.SyncCheckpoint;
import dev.outrigger.sync.reconcile.Applied;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What items of the backend do to a replica.
interface ApplyingContract extends StoreUnderTest {
    private static Item post(String title) {
        return item("Post", "id", "p1", "title", title);
    }

    private Object title() {
        return replica().get(POST).map(stored -> stored.item().value("title")).orElse("(none)");
    }

    @Test
    default void AC119_theHighestVersionOfAPageWinsInAnyOrder() {
        // When
        replica().apply(live(2, post("two")), live(1, post("one")), live(3, post("three")));

        // Then
        assertThat(title()).isEqualTo("three");

        // When
        replica().apply(tombstone(5, post("gone")), live(4, post("four")));

        // Then
        assertThat(title()).isEqualTo("(none)");

        // When
        replica().apply(live(6, post("back")));

        // Then
        assertThat(title()).isEqualTo("back");
    }

    @Test
    default void AC125_aMixedPageIsAppliedTogetherAndWhatIsTooOldDoesNotStopIt() {
        // Given
        Item kept = item("Post", "id", "p1", "title", "first");
        Item gone = item("Post", "id", "p2", "title", "second");
        replica().apply(live(1, kept), live(1, gone));

        // When
        Applied applied =
                replica()
                        .apply(
                                live(2, item("Post", "id", "p1", "title", "newer")),
                                live(1, kept),
                                tombstone(2, gone),
                                live(1, item("Post", "id", "p3", "title", "third")));

        // Then
        assertThat(applied).isEqualTo(new Applied(1, 1, 1, 1));
        assertThat(replica().all("Post"))
                .extracting(post -> post.value("title"))
                .containsExactly("newer", "third");
    }

    @Test
    default void aLargePageIsStoredAndLoggedToTheLetter() {
        // Given
        List<String> texts =
                List.of(
                        "tab\tline\nfeed\rreturn",
                        "\\N",
                        "\\.",
                        "back\\slash",
                        "",
                        "ünï😀",
                        "{\"a\"}");
        List<Item> items = new ArrayList<>();
        for (int number = 0; number < 500; number++) {
            String text = texts.get(number % texts.size());
            items.add(
                    number % 10 == 9
                            ? item("Post", "id", "p" + number, "title", text)
                            : full("p" + number, text, number));
        }

        // When
        Applied applied =
                replica()
                        .apply(
                                items.stream()
                                        .map(item -> live(1, item))
                                        .toArray(RemoteItem[]::new));

        // Then
        assertThat(applied).isEqualTo(new Applied(500, 0, 0, 0));
        for (Item item : items) {
            assertThat(replica().get(item.key()).map(StoredItem::item)).contains(item);
        }
        assertThat(replica().changes())
                .extracting(change -> change.change().after().item())
                .containsExactlyElementsOf(items);
    }

    private static Item full(String id, String text, int number) {
        return item(
                "Post",
                "id",
                id,
                "title",
                text,
                "rating",
                -number,
                "score",
                number / 3.0,
                "published",
                number % 2 == 0,
                "seenAt",
                1_772_443_800_123L + number,
                "status",
                "ACTIVE",
                "tags",
                Arrays.asList(text, null, "b"),
                "ratings",
                List.of(1, 2),
                "details",
                fields("pages", 3, "words", 1.5, "authors", List.of(text)),
                "meta",
                List.of(text, true),
                "blogID",
                "b1");
    }

    @Test
    default void AC120_onlyAHigherVersionIsApplied() {
        // Given
        replica().apply(live(2, post("two")));

        // When
        Applied lower = replica().apply(live(1, post("one")));
        Applied equal = replica().apply(live(2, post("other two")));
        Applied higher = replica().apply(live(3, post("three")));

        // Then
        assertThat(lower).isEqualTo(new Applied(0, 0, 0, 1));
        assertThat(equal).isEqualTo(new Applied(0, 0, 0, 1));
        assertThat(higher).isEqualTo(new Applied(0, 1, 0, 0));
        assertThat(title()).isEqualTo("three");
    }

    @Test
    default void AC121_aDeletionRemovesTheItemAndOfAnUnknownOneOnlyTheVersionIsKept() {
        // Given
        replica().apply(live(1, post("one")));

        // When
        Applied known = replica().apply(tombstone(2, post("one")));
        Applied unknown = replica().apply(tombstone(7, item("Post", "id", "p2", "title", "never")));

        // Then
        assertThat(known).isEqualTo(new Applied(0, 0, 1, 0));
        assertThat(unknown).isEqualTo(new Applied(0, 0, 0, 1));
        assertThat(replica().all("Post")).isEmpty();
        assertThat(replica().changes())
                .extracting(each -> each.change().kind())
                .containsExactly(ItemChange.Kind.INSERT, ItemChange.Kind.DELETE);
        assertThat(replica().apply(live(6, item("Post", "id", "p2", "title", "late"))))
                .isEqualTo(new Applied(0, 0, 0, 1));
    }

    @Test
    default void AC122_anOlderUpdateDoesNotBringADeletedItemBack() {
        // Given
        replica().apply(live(1, post("one")));
        replica().apply(tombstone(3, post("one")));

        // When
        replica().apply(live(2, post("two")));

        // Then
        assertThat(title()).isEqualTo("(none)");
    }

    @Test
    default void AC123_whileAMutationIsPendingOnlyTheVersionIsTakenIn() {
        // Given
        replica().apply(live(1, post("one")));
        replica().edit(patch(POST, "title", "mine"));

        // When
        Applied applied = replica().apply(live(2, post("theirs")));

        // Then
        StoredItem stored = replica().get(POST).orElseThrow();
        assertThat(applied).isEqualTo(new Applied(0, 0, 0, 1));
        assertThat(stored.item().value("title")).isEqualTo("mine");
        assertThat(stored.version()).isEqualTo(new Version(2));
        assertThat(stored.base().value("title")).isEqualTo("theirs");

        // When
        replica().acknowledge(3, post("mine"));
        replica().apply(live(4, post("later")));

        // Then
        assertThat(title()).isEqualTo("later");
    }

    @Test
    default void AC124_aChildMayComeBeforeItsParent() {
        // When
        replica().apply(live(1, item("Comment", "id", "c1", "content", "C", "postID", "p1")));

        // Then
        assertThat(replica().all("Comment")).hasSize(1);
    }

    @Test
    default void AC126_whatTheBackendSentIsNeverSentBack() {
        // When
        replica().apply(live(1, post("one")), tombstone(2, post("one")), live(3, post("x")));

        // Then
        assertThat(replica().outbox()).isEmpty();
        assertThat(replica().get(POST).orElseThrow().pending()).isFalse();
    }

    @Test
    default void theCheckpointIsStoredWithItsLastPage() {
        // Given
        SyncCheckpoint reached =
                new SyncCheckpoint(
                        Instant.ofEpochMilli(1_772_443_800_123L),
                        Instant.ofEpochMilli(1_772_443_801_456L));
        await(replica().store().apply("Post", List.of(live(1, post("one"))), null));
        assertThat(await(replica().store().checkpoints())).isEqualTo(Checkpoints.none());

        // When
        await(replica().store().apply("Post", List.of(), reached));

        // Then
        assertThat(await(replica().store().checkpoints()))
                .isEqualTo(Checkpoints.finished(Map.of("Post", reached)));
    }
}
