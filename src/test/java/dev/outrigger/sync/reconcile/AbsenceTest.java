package dev.outrigger.sync.reconcile;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.Effect;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.Origin;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.StoredItem;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

/// What becomes of an item that the backend does not have.
class AbsenceTest {
    private static final StoredItem STORED = anItem("Post").remote().stored();
    private static final Instant LATER = STORED.lastChangedAt().plusMillis(1);

    private static Effect decide(
            @Nullable StoredItem stored, List<PendingMutation> outbox, Instant changedBefore) {
        return Absence.decide(new Knowledge(STORED.key(), stored, outbox), changedBefore);
    }

    @Test
    void R4_itIsForgottenAndObserversAreToldThatTheBackendDeletedIt() {
        // When
        Effect effect = decide(STORED, List.of(), LATER);

        // Then
        assertThat(effect.row()).isEqualTo(new Effect.RowEdit.Erase());
        assertThat(effect.change().kind()).isEqualTo(ItemChange.Kind.DELETE);
        assertThat(effect.change().origin()).isEqualTo(Origin.REMOTE);
        assertThat(effect.change().before()).isEqualTo(STORED);
        assertThat(effect.change().after().live()).isFalse();
    }

    @Test
    void anItemThatChangedAfterTheBackendWasAskedStays() {
        assertThat(decide(STORED, List.of(), STORED.lastChangedAt())).isEqualTo(Effect.nothing());
    }

    @Test
    void anItemWithMutationsOnTheirWayStays() {
        PendingMutation mutation = anItem("Post").updating(7, "title", "mine");
        assertThat(decide(STORED, List.of(mutation), LATER)).isEqualTo(Effect.nothing());
    }

    @Test
    void anItemThatTheBackendNeverHadStays() {
        StoredItem unsent =
                new StoredItem(STORED.item(), null, null, null, StoredItem.Presence.LIVE, true);
        assertThat(decide(unsent, List.of(), LATER)).isEqualTo(Effect.nothing());
        assertThat(decide(null, List.of(), LATER)).isEqualTo(Effect.nothing());
    }

    @Test
    void aTombstoneStaysWhatItIs() {
        StoredItem buried =
                new StoredItem(
                        STORED.item(),
                        null,
                        STORED.version(),
                        STORED.lastChangedAt(),
                        StoredItem.Presence.TOMBSTONE,
                        false);
        assertThat(decide(buried, List.of(), LATER)).isEqualTo(Effect.nothing());
    }
}
