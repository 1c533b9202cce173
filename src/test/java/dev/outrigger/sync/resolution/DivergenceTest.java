package dev.outrigger.sync.resolution;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Item;
import dev.outrigger.model.Version;
import dev.outrigger.sync.BaseSnapshot;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.StoredItem.Presence;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// When a mutation must not simply go out on top of what is known by now.
class DivergenceTest {
    private static final Version NEWER = new Version(2);

    private static PendingMutation update() {
        return anItem("Post")
                .updating(1, "title", "ours")
                .madeFrom(new BaseSnapshot(new Version(1), Map.of("title", "base")));
    }

    private static Item item(String title) {
        return anItem("Post").with("title", title).with("rating", 9).item();
    }

    @Test
    void AC60_anotherFieldIsNoConflictForAStrategyThatDecidesByField() {
        assertThat(Divergence.found(update(), NEWER, item("base"), Strategy.usual())).isFalse();
        assertThat(Divergence.found(update(), NEWER, item("ours"), Strategy.usual())).isFalse();
        assertThat(Divergence.found(update(), NEWER, item("theirs"), Strategy.usual())).isTrue();
    }

    @Test
    void AC73_anythingThatSomebodyElseChangedIsAConflictForAStrategyThatDecidesAboutItems() {
        Strategy manual = new Strategy.Manual();
        assertThat(Divergence.found(update(), NEWER, item("base"), manual)).isTrue();
        assertThat(Divergence.found(update(), new Version(1), item("base"), manual)).isFalse();
    }

    @Test
    void whatBringsAnItemBackIsPutTogetherWithWhatOthersWroteBeforeItsDeletionByRulesOnly() {
        // Given
        PendingMutation undelete =
                update().madeFrom(
                                new BaseSnapshot(
                                        NEWER, Map.of("title", "base"), Presence.TOMBSTONE));
        Strategy merge = new Strategy.Merge(Map.of(), RemoteDeletion.ACCEPT);

        // Then
        assertThat(Divergence.beforeDeletion(undelete, item("theirs"), merge)).isTrue();
        assertThat(Divergence.beforeDeletion(undelete, item("base"), merge)).isFalse();
        assertThat(Divergence.beforeDeletion(undelete, item("theirs"), Strategy.usual())).isFalse();
    }

    @Test
    void AC103_aKnownDeletionIsAConflictOfAnUpdateThatDoesNotBringTheItemBack() {
        // Given
        PendingMutation undelete =
                update().madeFrom(
                                new BaseSnapshot(
                                        NEWER, Map.of("title", "base"), Presence.TOMBSTONE));

        // Then
        assertThat(Divergence.found(update(), NEWER, null, Strategy.usual())).isTrue();
        assertThat(Divergence.found(undelete, NEWER, null, Strategy.usual())).isFalse();
        assertThat(Divergence.found(anItem("Post").deleting(1), NEWER, null, Strategy.usual()))
                .isFalse();
    }

    @Test
    void AC104_aDeleteIsInConflictWithWhateverChangedWhereItemsAreDecidedAbout() {
        PendingMutation delete =
                anItem("Post")
                        .deleting(1)
                        .madeFrom(new BaseSnapshot(new Version(1), Map.of("title", "base")));
        assertThat(Divergence.found(delete, NEWER, item("base"), new Strategy.ApplyRemote()))
                .isTrue();
        assertThat(Divergence.found(delete, NEWER, item("base"), Strategy.usual())).isFalse();
    }

    @Test
    void whatWasMadeFromAnItemIsInConflictWithTheNextOneUnderItsKey() {
        // Given
        Version former = new Version(7);
        BaseSnapshot seen = new BaseSnapshot(former, Map.of("title", "base"));
        PendingMutation delete = anItem("Post").deleting(2).madeFrom(seen);

        // Then
        for (PendingMutation each : List.of(update().madeFrom(seen), delete)) {
            assertThat(Divergence.found(each, new Version(1), item("base"), Strategy.usual()))
                    .isTrue();
            assertThat(Divergence.found(each, former, item("base"), Strategy.usual())).isFalse();
        }
    }

    @Test
    void I12_theSameStepOfANumberIsAConflictOfTwoSteps() {
        // Given
        PendingMutation step =
                anItem("Post")
                        .updating(1, "rating", 9)
                        .madeFrom(new BaseSnapshot(new Version(1), Map.of("rating", 8)));
        Strategy counting =
                new Strategy.Merge(Map.of("rating", FieldRule.COUNTER), RemoteDeletion.ACCEPT);

        // Then
        assertThat(Divergence.found(step, NEWER, item("base"), counting)).isTrue();
        assertThat(Divergence.found(step, NEWER, item("base"), Strategy.usual())).isFalse();
    }

    /// Seed 739 of the simulation: the create's answer was lost, and somebody else was faster than
    /// the look at the item.
    @Test
    void I12_anUpdateThatWasMadeBeforeTheItemWasAcknowledgedIsComparedToo() {
        PendingMutation update = update().madeFrom(new BaseSnapshot(null, Map.of("title", "base")));
        assertThat(Divergence.found(update, NEWER, item("theirs"), Strategy.usual())).isTrue();
        assertThat(Divergence.found(update, NEWER, item("base"), Strategy.usual())).isFalse();
        assertThat(Divergence.found(update, NEWER, item("base"), new Strategy.Manual())).isTrue();
    }
}
