package dev.outrigger.sync.push;

import static dev.outrigger.testing.ItemBuilder.SAVED_AT;
import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.push.Window.Reading;
import dev.outrigger.testing.ItemBuilder;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Which mutation may overtake which.
class WindowTest {
    private static final int LANES = 8;

    private static ItemBuilder post(String id) {
        return anItem("Post").withId(id);
    }

    private static ItemBuilder comment(String id, String postId) {
        return anItem("Comment").withId(id).with("postID", postId);
    }

    private static Window of(PendingMutation... mutations) {
        return Window.empty().with(List.of(mutations), Reading.COMPLETE);
    }

    private static PendingMutation held(PendingMutation mutation) {
        return neverSent(mutation.attempted(SAVED_AT));
    }

    /// As a create is left that another schema wants more of.
    private static PendingMutation neverSent(PendingMutation mutation) {
        return mutation.failed(Standing.HELD, "BadInput");
    }

    private static List<Long> sendable(Window window, int most) {
        return window.sendable(most).stream().map(PendingMutation::id).toList();
    }

    @Test
    void mutationsOfDifferentItemsGoTogether() {
        // When
        Window window = of(post("p1").creating(1), post("p2").creating(2), post("p3").deleting(3));

        // Then
        assertThat(sendable(window, LANES)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void atMostAsManyGoAsThereIsRoomForOldestFirst() {
        // Given
        Window window = of(post("p1").creating(1), post("p2").creating(2), post("p3").creating(3));

        // When
        Window oneUnderWay = window.onTheirWay(List.of(1L), 1);

        // Then
        assertThat(sendable(window, 2)).containsExactly(1L, 2L);
        assertThat(sendable(oneUnderWay, 1)).containsExactly(2L);
    }

    @Test
    void mutationsOfOneItemGoOneAfterTheOther() {
        // Given
        Window window = of(post("p1").creating(1), post("p1").updating(2, "title", "B"));

        // Then
        assertThat(sendable(window, LANES)).containsExactly(1L);
        assertThat(sendable(window.onTheirWay(List.of(1L), 1), LANES)).isEmpty();
        assertThat(sendable(window.without(1L), LANES)).containsExactly(2L);
    }

    @Test
    void aChildWaitsForTheCreateOfItsParentAndOthersOvertakeIt() {
        // Given
        Window window =
                of(post("p1").creating(1), comment("c1", "p1").creating(2), post("p2").creating(3));

        // Then
        assertThat(sendable(window, LANES)).containsExactly(1L, 3L);
        assertThat(sendable(window.without(1L), LANES)).containsExactly(2L, 3L);
    }

    @Test
    void theDeleteOfAParentWaitsForTheDeletesOfItsChildren() {
        // Given
        Window window =
                of(
                        comment("c1", "p1").deleting(1),
                        comment("c2", "p1").deleting(2),
                        post("p1").deleting(3));

        // Then
        assertThat(sendable(window, LANES)).containsExactly(1L, 2L);
        assertThat(sendable(window.without(1L), LANES)).containsExactly(2L);
        assertThat(sendable(window.without(1L).without(2L), LANES)).containsExactly(3L);
    }

    @Test
    void AC70_itemsOfTwoModelsWithTheSameIdDoNotWaitForEachOther() {
        // When
        Window window = of(post("same").creating(1), comment("same", "p9").creating(2));

        // Then
        assertThat(sendable(window, LANES)).containsExactly(1L, 2L);
    }

    @Test
    void AC95_aHeldMutationHoldsBackItsOwnItemOnly() {
        // When
        Window window =
                of(
                        held(post("p1").creating(1)),
                        post("p1").updating(2, "title", "B"),
                        comment("c1", "p1").creating(3),
                        post("p2").creating(4));

        // Then
        assertThat(sendable(window, LANES)).containsExactly(3L, 4L);
        assertThat(window.held()).containsExactly(post("p1").key());
    }

    @Test
    void I6_whatRefersToAHeldCreateThatWasNeverSentWaitsToo() {
        // When
        Window window =
                of(
                        neverSent(post("p1").creating(1)),
                        comment("c1", "p1").creating(2),
                        comment("c1", "p1").updating(3, "content", "B"),
                        comment("c2", "p2").creating(4),
                        comment("c3", "p1").deleting(5));

        // Then
        assertThat(sendable(window, LANES)).containsExactly(4L, 5L);
        assertThat(window.held())
                .containsExactlyInAnyOrder(post("p1").key(), comment("c1", "p1").key());
    }

    @Test
    void I6_whatRefersToAHeldCreateWaitsAlsoWhenItIsReadLater() {
        // Given
        Window window = of(neverSent(post("p1").creating(1)));

        // When
        Window more = window.with(List.of(comment("c1", "p1").creating(2)), Reading.COMPLETE);

        // Then
        assertThat(sendable(more, LANES)).isEmpty();
    }

    @Test
    void whatReferredToAHeldCreateGoesOnceThatOneIsMended() {
        // Given
        PendingMutation child = comment("c1", "p1").creating(2);
        Window window = of(neverSent(post("p1").creating(1)), child);

        // When
        Window mended =
                window.fromStart().with(List.of(post("p1").creating(1), child), Reading.COMPLETE);

        // Then
        assertThat(sendable(mended, LANES)).containsExactly(1L);
        assertThat(sendable(mended.without(1L), LANES)).containsExactly(2L);
    }

    @Test
    void aMutationThatIsHeldTakesTheOthersOfItsItemOutOfTheWindow() {
        // Given
        Window window =
                of(
                                post("p1").creating(1),
                                post("p1").updating(2, "title", "B"),
                                post("p2").creating(3))
                        .onTheirWay(List.of(1L), 1);

        // When
        Window holding = window.holding(1);

        // Then
        assertThat(holding.entries().ids()).containsExactly(3L);
        assertThat(holding.held()).containsExactly(post("p1").key());
    }

    @Test
    void whatIsUnderWayStaysSoWhenItIsReadAgain() {
        // Given
        PendingMutation first = post("p1").creating(1);
        Window window = of(first).onTheirWay(List.of(1L), 1).fromStart();

        // When
        Window again = window.with(List.of(first.attempted(SAVED_AT)), Reading.COMPLETE);

        // Then
        assertThat(sendable(again, LANES)).isEmpty();
        assertThat(again.lanesInUse()).isEqualTo(1);
    }
}
