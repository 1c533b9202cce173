package dev.outrigger.sync.push;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Version;
import dev.outrigger.sync.Effect;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Origin;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.resolution.Strategy;
import dev.outrigger.testing.ItemBuilder;
import dev.outrigger.testing.OneKey;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What the verdict on a sent mutation does to item and outbox.
class SettlementTest {
    private static ItemBuilder titled(String title) {
        return anItem("Post").with("title", title);
    }

    /// An item at version 1 with an update on its way.
    private static OneKey sent() {
        OneKey story = OneKey.synced(titled("theirs").withVersion(1).remote());
        story.edit(anItem("Post").patch("title", "ours"));
        story.claim();
        return story;
    }

    private static Verdict acknowledged(ItemBuilder answer) {
        return new Verdict.Acknowledged(answer.remote());
    }

    @Test
    void theAnswerOfTheLastMutationIsWhatClientsSee() {
        // Given
        OneKey story = sent();

        // When
        Effect effect = story.settle(acknowledged(titled("merged").withVersion(2)));

        // Then
        assertThat(story.stored()).isEqualTo(titled("merged").withVersion(2).stored());
        assertThat(story.outbox()).isEmpty();
        assertThat(effect.change().kind()).isEqualTo(ItemChange.Kind.UPDATE);
        assertThat(effect.change().origin()).isEqualTo(Origin.REMOTE);
    }

    @Test
    void anAnswerAboutTheNextItemUnderTheKeyIsNoOldOne() {
        // Given
        OneKey story = OneKey.synced(titled("former").withVersion(7).remote());
        story.edit(anItem("Post").patch("title", "ours"));
        story.claim();
        RemoteItem first = titled("ours").withVersion(2).remote();
        RemoteItem answer =
                new RemoteItem(
                        first.item(),
                        first.version(),
                        first.lastChangedAt().plus(Duration.ofDays(30)),
                        first.presence());

        // When
        story.settle(new Verdict.Acknowledged(answer));

        // Then
        assertThat(story.stored()).isEqualTo(answer.stored());
    }

    @Test
    void AC72_theNextMutationOfTheItemGoesOutOnTopOfTheAnswer() {
        // Given
        OneKey story = sent();
        story.edit(anItem("Post").patch("title", "ours again"));

        // When
        Effect effect = story.settle(acknowledged(titled("ours").withVersion(2)));

        // Then
        assertThat(effect.change()).isNull();
        assertThat(story.value("title")).isEqualTo("ours again");
        assertThat(story.claim().base()).isEqualTo(new Version(2));
    }

    @Test
    void AC73_afterAMergeTheNextMutationSendsItsOwnFieldsOnly() {
        // Given
        OneKey story = sent();
        story.edit(anItem("Post").patch("rating", 5));

        // When
        story.settle(acknowledged(titled("merged").with("tags", List.of("theirs")).withVersion(4)));

        // Then
        Claimed next = story.claim();
        assertThat(next.base()).isEqualTo(new Version(4));
        assertThat(next.mutation().mutation().fields()).isEqualTo(Map.of("rating", 5));
        story.settle(
                acknowledged(
                        titled("merged")
                                .with("tags", List.of("theirs"))
                                .with("rating", 5)
                                .withVersion(5)));
        assertThat(story.value("title")).isEqualTo("merged");
        assertThat(story.value("tags")).isEqualTo(List.of("theirs"));
    }

    @Test
    void AC74_anUpdateBehindAnUnansweredCreateHasNoVersionUntilTheCreateIsAnswered() {
        // Given
        OneKey story = OneKey.unknown(anItem("Post").key());
        story.edit(titled("ours").create());
        Claimed create = story.claim();
        story.edit(anItem("Post").patch("rating", 5));

        // When
        story.settle(acknowledged(titled("ours").withVersion(1)));

        // Then
        assertThat(create.base()).isNull();
        assertThat(story.claim().base()).isEqualTo(new Version(1));
    }

    @Test
    void anAnswerThatIsOlderThanTheChangefeedDoesNotBringTheOlderStateBack() {
        // Given
        OneKey story = sent();
        story.receive(titled("newer").withVersion(3).remote());

        // When
        story.settle(acknowledged(titled("ours").withVersion(2)));

        // Then
        assertThat(story.value("title")).isEqualTo("newer");
        assertThat(story.item().version()).isEqualTo(new Version(3));
        assertThat(story.item().pending()).isFalse();
    }

    @Test
    void anAnswerThatIsOlderThanAKnownDeletionEndsInTheDeletion() {
        // Given
        OneKey story = sent();
        story.receive(titled("ours").withVersion(3).deleted().remote());

        // When
        Effect effect = story.settle(acknowledged(titled("ours").withVersion(2)));

        // Then
        assertThat(story.knowledge().visible()).isFalse();
        assertThat(story.stored().version()).isEqualTo(new Version(3));
        assertThat(effect.change().kind()).isEqualTo(ItemChange.Kind.DELETE);
    }

    @Test
    void anAcknowledgedDeleteLeavesATombstoneAndClientsSeeNothingNew() {
        // Given
        OneKey story = OneKey.synced(titled("theirs").withVersion(1).remote());
        story.edit(anItem("Post").delete());
        story.claim();

        // When
        Effect effect = story.settle(acknowledged(titled("theirs").withVersion(2).deleted()));

        // Then
        assertThat(effect.change()).isNull();
        assertThat(story.stored().version()).isEqualTo(new Version(2));
        assertThat(story.stored().pending()).isFalse();
        assertThat(story.outbox()).isEmpty();
    }

    @Test
    void AC101_aRebasedUpdateKeepsItsFieldsAndGoesOutOnTopOfTheirs() {
        // Given
        OneKey story = sent();
        RemoteItem theirs = titled("theirs 2").with("rating", 9).withVersion(2).remote();

        // When
        Effect effect = story.meet(Strategy.usual(), theirs);

        // Then
        assertThat(effect.change().kind()).isEqualTo(ItemChange.Kind.UPDATE);
        assertThat(story.value("title")).isEqualTo("ours");
        assertThat(story.value("rating")).isEqualTo(9);
        assertThat(story.only().standing()).isEqualTo(Standing.WAITING);
        assertThat(story.only().conflicts()).isEqualTo(1);
        assertThat(story.only().lastError()).isEqualTo("it had changed");
        Claimed again = story.claim();
        assertThat(again.base()).isEqualTo(new Version(2));
        assertThat(again.mutation().mutation().fields()).isEqualTo(Map.of("title", "ours"));
    }

    @Test
    void AC101_aRebasedDeleteIsStillADelete() {
        // Given
        OneKey story = OneKey.synced(titled("theirs").withVersion(1).remote());
        story.edit(anItem("Post").delete());
        story.claim();

        // When
        story.meet(Strategy.usual(), titled("theirs 2").withVersion(2).remote());

        // Then
        assertThat(story.only().mutation().kind()).isEqualTo(Mutation.Kind.DELETE);
        assertThat(story.claim().base()).isEqualTo(new Version(2));
    }

    @Test
    void aRebasedCreateGoesOnAsAnUpdateOfTheItemThatIsThere() {
        // Given
        OneKey story = OneKey.unknown(anItem("Post").key());
        story.edit(titled("ours").create());
        story.claim();

        // When
        story.meet(Strategy.usual(), titled("theirs").withVersion(7).remote());

        // Then
        assertThat(story.only().mutation().kind()).isEqualTo(Mutation.Kind.UPDATE);
        assertThat(story.only().mutation().fields()).containsEntry("title", "ours");
        assertThat(story.claim().base()).isEqualTo(new Version(7));
    }

    @Test
    void AC103_overruledMutationsEndAndTheItemIsGone() {
        // Given
        OneKey story = sent();
        story.edit(anItem("Post").patch("rating", 5));

        // When
        Effect effect =
                story.meet(Strategy.usual(), titled("theirs").withVersion(2).deleted().remote());

        // Then
        assertThat(story.outbox()).isEmpty();
        assertThat(story.knowledge().visible()).isFalse();
        assertThat(story.stored().version()).isEqualTo(new Version(2));
        assertThat(effect.change().kind()).isEqualTo(ItemChange.Kind.DELETE);
        assertThat(effect.change().origin()).isEqualTo(Origin.REMOTE);
    }

    @Test
    void overruledByAnItemThatLeftNoTraceKeepsTheKnownVersion() {
        // Given
        OneKey story = sent();

        // When
        story.meet(Strategy.usual(), null);

        // Then
        assertThat(story.knowledge().visible()).isFalse();
        assertThat(story.stored().version()).isEqualTo(new Version(1));
        assertThat(story.outbox()).isEmpty();
    }

    @Test
    void AC95_aHeldMutationStaysWithItsReasonAndItsItemAsClientsWroteIt() {
        // Given
        OneKey story = sent();

        // When
        Effect effect =
                story.settle(
                        new Verdict.Refused(
                                Rejection.of(Rejection.Cause.BAD_RECORD, "BadInput", "too long")));

        // Then
        PendingMutation held = story.only();
        assertThat(held.standing()).isEqualTo(Standing.HELD);
        assertThat(held.lastError()).isEqualTo("BadInput: too long");
        assertThat(story.value("title")).isEqualTo("ours");
        assertThat(effect.change()).isNull();
    }

    @Test
    void aPostponedMutationStaysInItsPlaceWithWhatIsKnownOfIt() {
        // Given
        OneKey story = sent();
        PendingMutation before = story.only();

        // When
        story.settle(new Verdict.Postponed(Standing.SENT, "timed out"));

        // Then
        assertThat(story.only()).isEqualTo(before.failed(Standing.SENT, "timed out"));
        assertThat(story.only().conflicts()).isZero();
    }

    @Test
    void aVerdictThatComesTwiceHasNoSecondEffect() {
        // Given
        OneKey story = sent();
        long id = story.only().id();
        Verdict verdict = acknowledged(titled("ours").withVersion(2));
        story.settle(id, verdict);

        // When
        Effect second = story.settle(id, verdict);

        // Then
        assertThat(second).isSameAs(Effect.nothing());
    }

    @Test
    void aContestedCreateStaysContestedWhenTheLookAtItsItemIsCutShort() {
        // Given
        OneKey story = OneKey.unknown(anItem("Post").key());
        story.edit(titled("ours").create());
        story.claim();
        story.settle(new Verdict.Contested("the key is taken"));
        story.claim();

        // When
        Claimed afterRestart = story.claim();

        // Then
        assertThat(afterRestart.before()).isEqualTo(Standing.CONTESTED);
    }

    @Test
    void AC106_aContestedMutationCountsItsConflictAndALookThatFailsDoesNot() {
        // Given
        OneKey story = sent();
        story.settle(new Verdict.Contested("changed"));
        story.claim();

        // When
        story.settle(new Verdict.Postponed(Standing.CONTESTED, "connection refused"));

        // Then
        assertThat(story.only().conflicts()).isEqualTo(1);
        story.claim();
        story.settle(new Verdict.Contested("changed again"));
        assertThat(story.only().conflicts()).isEqualTo(2);
    }

    /// Seed 439 of the simulation: the edit counted as made from their item, and took back what
    /// they had written into it.
    @Test
    void I12_whatIsEditedAfterAConflictIsMadeFromTheItemThatWasMet() {
        // Given
        OneKey story = OneKey.synced(titled("v1").with("rating", 1).withVersion(1).remote());
        story.edit(anItem("Post").patch("title", "ours"));
        story.claim();

        // When
        story.meet(Strategy.usual(), titled("v2").with("rating", 2).withVersion(2).remote());

        // Then
        assertThat(story.value("title")).isEqualTo("ours");
        assertThat(story.value("rating")).isEqualTo(2);
        assertThat(story.only().base().version()).isEqualTo(new Version(2));
    }

    /// Seed 1614 of the simulation: a look took another's write of the same value for ours, which
    /// had not arrived.
    @Test
    void I12_whatElseTheAnswerBroughtIsNotOverwrittenByTheNextMutation() {
        // Given
        OneKey story = OneKey.synced(titled("v1").with("rating", 1).withVersion(1).remote());
        story.edit(anItem("Post").patch("title", "ours"));
        story.claim();
        story.edit(anItem("Post").patch("rating", 2));

        // When
        story.settle(acknowledged(titled("ours").with("rating", 7).withVersion(2)));

        // Then
        assertThat(story.only().base().version()).isEqualTo(new Version(1));
    }
}
