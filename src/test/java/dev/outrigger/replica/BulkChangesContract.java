package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.delete;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.replica.StoreProbe.patch;
import static dev.outrigger.replica.StoreProbe.tombstone;
import static dev.outrigger.testing.BlogSchema.item;
import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.RemoteItem;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// What the log says of many items that came at once, however a store keeps that.
interface BulkChangesContract extends StoreUnderTest {
    int MANY = 300;

    private static RemoteItem post(int number) {
        return live(
                number,
                item("Post", "id", "p" + number, "title", "T" + number, "score", number / 2.0));
    }

    private static List<RemoteItem> posts(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(BulkChangesContract::post).toList();
    }

    private List<LoggedChange> heard() {
        List<LoggedChange> heard = new CopyOnWriteArrayList<>();
        replica().store().onCommit(heard::addAll);
        return heard;
    }

    @Test
    default void aBulkOfNewItemsIsLoggedItemByItem() {
        // Given
        List<LoggedChange> heard = heard();
        replica().create("Post", "id", "own", "title", "T");

        // When
        await(replica().store().apply("Post", posts(1, MANY), null));
        replica().create("Post", "id", "later", "title", "T");
        await(replica().store().apply("Post", posts(MANY + 1, 2 * MANY), null));

        // Then
        assertThat(heard)
                .extracting(LoggedChange::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 2 * MANY + 2).boxed().toList());
        assertThat(replica().changes()).isEqualTo(heard);
        assertThat(await(replica().store().changeRange()))
                .isEqualTo(new ChangeRange(1, 2 * MANY + 2));
    }

    @Test
    default void theLogOfABulkIsReadFromAnyPlaceInPages() {
        // Given
        List<LoggedChange> heard = heard();
        await(replica().store().apply("Post", posts(1, MANY), null));
        await(replica().store().apply("Post", posts(MANY + 1, 2 * MANY), null));
        replica().edit(patch(key("Post", "p7"), "title", "U"));

        // When
        List<LoggedChange> read = new ArrayList<>();
        List<LoggedChange> page;
        do {
            long position = read.isEmpty() ? 0 : read.getLast().seq();
            page = await(replica().store().changes(position, 64));
            assertThat(page).hasSizeLessThanOrEqualTo(64);
            read.addAll(page);
        } while (!page.isEmpty());

        // Then
        assertThat(read).isEqualTo(heard);
    }

    @Test
    default void whatBecomesOfAnItemLaterDoesNotChangeWhatTheLogSaysOfItsArrival() {
        // Given
        List<LoggedChange> heard = heard();
        await(replica().store().apply("Post", posts(1, MANY), null));

        // When
        replica().edit(patch(key("Post", "p1"), "title", "ours"));
        replica().acknowledge(1_000, item("Post", "id", "p1", "title", "ours", "score", 0.5));
        replica().edit(delete(key("Post", "p2")));
        replica().apply(live(1_000, item("Post", "id", "p3", "title", "theirs")));
        replica().apply(live(1_001, item("Post", "id", "p3", "title", "theirs again")));
        replica().apply(tombstone(1_000, post(4).item()));
        replica().edit(patch(key("Post", "p5"), "title", "ours, unsent"));
        replica().apply(live(1_000, item("Post", "id", "p5", "title", "theirs")));
        await(replica().store().apply("Post", posts(1, MANY), null));

        // Then
        assertThat(replica().changes()).isEqualTo(heard);
        assertThat(heard)
                .extracting(each -> each.change().after().item().value("title"))
                .startsWith("T1", "T2", "T3", "T4", "T5", "T6");
    }

    @Test
    default void itemsThatComeTwiceInOneBulkAreLoggedAsTheyCame() {
        // Given
        List<LoggedChange> heard = heard();
        List<RemoteItem> twice = new ArrayList<>(posts(1, MANY));
        twice.add(live(1_000, item("Post", "id", "p9", "title", "newer")));

        // When
        await(replica().store().apply("Post", twice, null));

        // Then
        assertThat(replica().changes()).isEqualTo(heard).hasSize(MANY + 1);
    }
}
