package dev.outrigger.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.TestSchema;
import dev.outrigger.model.Item;
import dev.outrigger.model.Model;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Origin;
import dev.outrigger.sync.StoredItem;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

class RecentChangesTest {
    private static final Model POST = TestSchema.read().required("Post");

    private final RecentChanges recent = new RecentChanges(4);

    @Test
    void knowsNothingBeforeTheFirstChange() {
        assertThat(recent.after(0, 10)).isEmpty();
        assertThat(recent.after(5_000, 10)).isEmpty();
        assertThat(recent.newest()).isZero();
    }

    @Test
    void givesWhatCameAfterAPosition() {
        // When
        recent.add(changes(1, 3));

        // Then
        assertThat(seqs(0)).containsExactly(1L, 2L, 3L);
        assertThat(seqs(2)).containsExactly(3L);
        assertThat(seqs(3)).isEmpty();
        assertThat(seqs(7)).isEmpty();
        assertThat(recent.after(0, 2).orElseThrow()).hasSize(2);
    }

    @Test
    void saysThatItForgot() {
        // When
        recent.add(changes(1, 3));
        recent.add(changes(4, 9));

        // Then
        assertThat(recent.after(4, 10)).isEmpty();
        assertThat(seqs(5)).containsExactly(6L, 7L, 8L, 9L);
    }

    @Test
    void startsAnewAfterSkippingOrAGap() {
        // When
        recent.add(changes(1, 3));
        recent.skip(changes(4, 5));
        recent.add(changes(6, 6));

        // Then
        assertThat(recent.after(4, 10)).isEmpty();
        assertThat(seqs(5)).containsExactly(6L);
        recent.add(changes(9, 9));
        assertThat(recent.after(6, 10)).isEmpty();
        assertThat(seqs(8)).containsExactly(9L);
        assertThat(recent.newest()).isEqualTo(9);
    }

    private List<Long> seqs(long position) {
        return recent.after(position, 10).orElseThrow().stream().map(LoggedChange::seq).toList();
    }

    private static List<LoggedChange> changes(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(RecentChangesTest::change).toList();
    }

    private static LoggedChange change(long seq) {
        Item item = Item.of(POST, Map.of("id", "p" + seq));
        StoredItem stored = new StoredItem(item, null, null, null, StoredItem.Presence.LIVE, true);
        return new LoggedChange(
                seq,
                new ItemChange(ItemChange.Kind.INSERT, Origin.LOCAL, null, stored),
                Instant.EPOCH);
    }
}
