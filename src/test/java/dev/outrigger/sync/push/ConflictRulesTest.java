package dev.outrigger.sync.push;

import static dev.outrigger.testing.ItemBuilder.SAVED_AT;
import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Version;
import dev.outrigger.sync.BaseSnapshot;
import dev.outrigger.sync.Moment;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.resolution.FieldRule;
import dev.outrigger.sync.resolution.RemoteDeletion;
import dev.outrigger.sync.resolution.Resolution;
import dev.outrigger.sync.resolution.Strategies;
import dev.outrigger.sync.resolution.Strategy;

import org.junit.jupiter.api.Test;

import java.util.Map;

/// What follows from a look at the backend's item.
class ConflictRulesTest {
    private static final Strategy COUNTING =
            new Strategy.Merge(Map.of("rating", FieldRule.COUNTER), RemoteDeletion.ACCEPT);

    /// Its client saw `rating` at 1 and made it 2.
    private static Claimed undelete() {
        PendingMutation undelete =
                anItem("Post")
                        .updating(1, "rating", 2)
                        .madeFrom(
                                new BaseSnapshot(
                                        new Version(5), Map.of("rating", 1), Presence.TOMBSTONE))
                        .failed(Standing.CONTESTED, "somebody else wrote");
        return Claimed.of(undelete, null, SAVED_AT);
    }

    private static ConflictRules.Next looked(Strategy strategy, int rating) {
        RemoteItem tombstone =
                anItem("Post").with("rating", rating).withVersion(5).deleted().remote();
        return new ConflictRules(Strategies.alike(strategy), 10)
                .looked(
                        undelete(),
                        new FetchOutcome.Found(tombstone),
                        new Health.Unknown(),
                        new Moment(SAVED_AT, 0));
    }

    @Test
    void whatOthersWroteJustBeforeTheDeletionIsMergedByTheRulesOfTheModel() {
        // When
        ConflictRules.Next next = looked(COUNTING, 7);

        // Then
        assertThat(next).isInstanceOf(ConflictRules.Next.Perform.class);
        PushCommand command = ((ConflictRules.Next.Perform) next).command();
        Verdict verdict = ((PushCommand.Settle) command).verdict();
        Resolution resolution = ((Verdict.Resolved) verdict).resolution();
        assertThat(((Resolution.SendAgain) resolution).mutation().fields())
                .isEqualTo(Map.of("rating", 8));
    }

    /// What was made from version 7 of an item, after its answer was lost.
    private static ConflictRules.Next lookedAtFirst(Version known) {
        PendingMutation update =
                anItem("Post")
                        .updating(1, "title", "ours")
                        .madeFrom(new BaseSnapshot(new Version(7), Map.of("title", "base")))
                        .failed(Standing.SENT, "timed out");
        Claimed claimed =
                Claimed.of(update, anItem("Post").withVersion(known.number()).stored(), SAVED_AT);
        return new ConflictRules(Strategies.usual(), 10)
                .looked(
                        claimed,
                        new FetchOutcome.Found(
                                anItem("Post").with("title", "another").withVersion(1).remote()),
                        new Health.Unknown(),
                        new Moment(SAVED_AT, 0));
    }

    @Test
    void aLookThatIsBehindIsNotTakenForAnotherItemUnderTheKey() {
        assertThat(lookedAtFirst(new Version(7))).isInstanceOf(ConflictRules.Next.Depart.class);
        assertThat(lookedAtFirst(new Version(1))).isInstanceOf(ConflictRules.Next.Perform.class);
    }

    @Test
    void itGoesOutAsItIsWhereNobodyElseWroteOrTheModelHasNoRules() {
        assertThat(looked(COUNTING, 1)).isInstanceOf(ConflictRules.Next.Depart.class);
        assertThat(looked(Strategy.usual(), 7)).isInstanceOf(ConflictRules.Next.Depart.class);
    }

    /// Somebody else has counted from 0 to 1 meanwhile, and Automerge has kept that.
    @Test
    void whatAutomergeLeftOutIsToldAndNotTakenForDoneAfterTheLastConflict() {
        // Given
        PendingMutation update =
                anItem("Post")
                        .updating(1, "rating", 1)
                        .madeFrom(new BaseSnapshot(new Version(1), Map.of("rating", 0)));
        Claimed sent = Claimed.of(update, anItem("Post").withVersion(1).stored(), SAVED_AT);
        RemoteItem merged = anItem("Post").with("rating", 1).withVersion(3).remote();

        // When
        PushCommand command =
                new ConflictRules(Strategies.alike(COUNTING), 0).accepted(sent, merged);

        // Then
        Verdict verdict = ((PushCommand.Settle) command).verdict();
        assertThat(((Verdict.Refused) verdict).rejection().cause())
                .isEqualTo(Rejection.Cause.CONFLICTS);
    }
}
