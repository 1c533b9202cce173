package dev.outrigger.sync.push;

import static dev.outrigger.testing.ItemBuilder.SAVED_AT;
import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Version;
import dev.outrigger.sync.BaseSnapshot;
import dev.outrigger.sync.Moment;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.resolution.FieldRule;
import dev.outrigger.sync.resolution.RemoteDeletion;
import dev.outrigger.sync.resolution.Resolution;
import dev.outrigger.sync.resolution.Strategies;
import dev.outrigger.sync.resolution.Strategy;

import org.junit.jupiter.api.Test;

import java.util.Map;

/// What follows from a look at the tombstone that an undelete was made from.
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

    @Test
    void itGoesOutAsItIsWhereNobodyElseWroteOrTheModelHasNoRules() {
        assertThat(looked(COUNTING, 1)).isInstanceOf(ConflictRules.Next.Depart.class);
        assertThat(looked(Strategy.usual(), 7)).isInstanceOf(ConflictRules.Next.Depart.class);
    }
}
