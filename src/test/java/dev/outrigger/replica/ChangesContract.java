package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.create;
import static dev.outrigger.replica.StoreProbe.delete;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.replica.StoreProbe.patch;
import static dev.outrigger.testing.BlogSchema.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.ItemChange;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;

/// What observers hear.
interface ChangesContract extends StoreUnderTest {
    @Test
    default void listenersHearEveryChangeOnceInOrderAndAsTheLogHasIt() {
        // Given
        List<LoggedChange> heard = new CopyOnWriteArrayList<>();
        replica().store().onCommit(heard::addAll);

        // When
        replica().create("Post", "id", "p1", "title", "T");
        replica().edit(patch(POST, "title", "U"));
        replica().acknowledge(1, item("Post", "id", "p1", "title", "U"));
        replica().edit(patch(POST, "title", "V"));
        replica().edit(delete(POST));
        replica().apply(live(4, item("Blog", "id", "b1", "name", "N")));

        // Then
        assertThat(heard).isEqualTo(replica().changes());
        assertThat(heard).extracting(LoggedChange::seq).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    default void theListenerHearsOfAChangeBeforeItsCallerGetsTheAnswer() {
        // Given
        List<Long> order = new CopyOnWriteArrayList<>();
        replica().store().onCommit(changes -> order.add(changes.getFirst().seq()));

        // When
        await(
                replica()
                        .store()
                        .edit(create(item("Post", "id", "p1", "title", "T")))
                        .thenAccept(_ -> order.add(-1L)));

        // Then
        assertThat(order).containsExactly(1L, -1L);
    }

    @Test
    default void anUpdateIsLoggedWithTheItemBeforeAndAfterIt() {
        // Given
        replica().create("Post", "id", "p1", "title", "T", "score", 1.0);

        // When
        replica().edit(patch(POST, "score", 2.0));

        // Then
        ItemChange change = replica().changes().getLast().change();
        assertThat(change.kind()).isEqualTo(ItemChange.Kind.UPDATE);
        assertThat(change.before().item().value("score")).isEqualTo(1.0);
        assertThat(change.after().item().value("score")).isEqualTo(2.0);
    }

    @Test
    default void theLogIsReadFromAnyPlaceInPages() {
        // Given
        for (int number = 1; number <= 5; number++) {
            replica().create("Post", "id", "p" + number, "title", "T");
        }

        // Then
        assertThat(await(replica().store().changes(1, 3)))
                .extracting(LoggedChange::seq)
                .containsExactly(2L, 3L, 4L);
        assertThat(await(replica().store().changeRange())).isEqualTo(new ChangeRange(1, 5));
    }

    @Test
    default void anEmptyLogHasAnEmptyRange() {
        assertThat(await(replica().store().changeRange())).isEqualTo(new ChangeRange(1, 0));
    }

    @Test
    default void refusedEditsLeaveNoGap() {
        // When
        for (int number = 1; number <= 3; number++) {
            replica().create("Post", "id", "p" + number, "title", "T");
            replica().create("Post", "id", "p" + number, "title", "again");
        }

        // Then
        assertThat(replica().changes())
                .extracting(LoggedChange::seq)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 3).boxed().toList());
    }
}
