package dev.outrigger.sync.edit;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.Mutation;
import dev.outrigger.sync.Effect;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.edit.EditDecision.Answer;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.testing.OneKey;

import org.junit.jupiter.api.Test;

/// What a delete does, and what may come after it.
class DeleteTest {
    private static final Guard RATED_FIVE = anItem("Post").when("rating", 5);
    private static final Guard UNRATED = anItem("Post").when("rating", null);

    private static OneKey synced() {
        return OneKey.synced(anItem("Post").with("rating", 1).withVersion(3).remote());
    }

    private static OneKey created() {
        OneKey story = OneKey.unknown(anItem("Post").key());
        story.edit(anItem("Post").create());
        return story;
    }

    @Test
    void AC46_aDeletedItemIsGoneWithOneChangeAndOneMutation() {
        // Given
        OneKey story = synced();

        // When
        story.edit(anItem("Post").delete());

        // Then
        assertThat(story.knowledge().visible()).isFalse();
        assertThat(story.changes())
                .extracting(ItemChange::kind)
                .containsExactly(ItemChange.Kind.DELETE);
        assertThat(story.only().mutation().kind()).isEqualTo(Mutation.Kind.DELETE);
    }

    @Test
    void AC47_deletingWhatIsNotThereSucceedsWithoutAnyTrace() {
        // Given
        OneKey story = OneKey.unknown(anItem("Post").key());

        // When
        EditDecision decision = story.edit(anItem("Post").delete());

        // Then
        assertThat(decision)
                .isEqualTo(new EditDecision.Taken(Effect.nothing(), Answer.DELETED, null));
    }

    @Test
    void AC48_aFalseConditionKeepsTheItem() {
        // Given
        OneKey story = synced();

        // When
        Refusal refusal = story.refused(anItem("Post").delete(RATED_FIVE));

        // Then
        assertThat(refusal).isInstanceOf(Refusal.ConditionFalse.class);
        assertThat(story.knowledge().visible()).isTrue();
        assertThat(story.outbox()).isEmpty();
    }

    @Test
    void AC48_aConditionalDeleteOfAnAbsentItemIsRefused() {
        // Given
        OneKey story = OneKey.unknown(anItem("Post").key());

        // When
        Refusal refusal = story.refused(anItem("Post").delete(RATED_FIVE));

        // Then
        assertThat(refusal).isInstanceOf(Refusal.ConditionFalse.class);
    }

    @Test
    void AC62_deletingAnItemThatTheBackendNeverHeardOfSendsNothing() {
        // Given
        OneKey story = created();
        story.edit(anItem("Post").patch(UNRATED, "rating", 2));

        // When
        story.edit(anItem("Post").delete());

        // Then
        assertThat(story.outbox()).isEmpty();
        assertThat(story.stored()).isNull();
        assertThat(story.changes().getLast().kind()).isEqualTo(ItemChange.Kind.DELETE);
    }

    @Test
    void aKeyThatTheBackendNeverHeardOfMayBeCreatedAgain() {
        // Given
        OneKey story = created();
        story.edit(anItem("Post").delete());

        // When
        story.edit(anItem("Post").with("title", "again").create());

        // Then
        assertThat(story.only().mutation().kind()).isEqualTo(Mutation.Kind.CREATE);
        assertThat(story.value("title")).isEqualTo("again");
    }

    @Test
    void deletingAnItemWhoseCreateTheBackendRefusedSendsNothing() {
        // Given
        OneKey story = created();
        story.claim();
        story.settle(
                new Verdict.Refused(Rejection.of(Rejection.Cause.BAD_RECORD, "BadInput", "no")));

        // When
        story.edit(anItem("Post").delete());

        // Then
        assertThat(story.outbox()).isEmpty();
        assertThat(story.stored()).isNull();
    }

    @Test
    void AC63_theDeleteOfAnItemWhoseCreateIsOnItsWayIsSentAfterIt() {
        // Given
        OneKey story = created();
        story.claim();

        // When
        story.edit(anItem("Post").delete());

        // Then
        assertThat(story.outbox())
                .extracting(each -> each.mutation().kind())
                .containsExactly(Mutation.Kind.CREATE, Mutation.Kind.DELETE);
        assertThat(story.knowledge().visible()).isFalse();
    }

    @Test
    void AC63_theAnswerToTheCreateDoesNotShowTheItemAgainAndTheDeleteBuildsOnIt() {
        // Given
        OneKey story = created();
        story.claim();
        story.edit(anItem("Post").delete());

        // When
        story.settle(new Verdict.Acknowledged(anItem("Post").withVersion(1).remote()));

        // Then
        assertThat(story.knowledge().visible()).isFalse();
        assertThat(story.claim().base()).isEqualTo(anItem("Post").remote().version());
    }

    @Test
    void AC67_aSecondDeleteHasNoEffect() {
        // Given
        OneKey story = synced();
        story.edit(anItem("Post").delete());

        // When
        EditDecision decision = story.edit(anItem("Post").delete());

        // Then
        assertThat(decision)
                .isEqualTo(new EditDecision.Taken(Effect.nothing(), Answer.DELETED, null));
        assertThat(story.outbox()).hasSize(1);
    }

    @Test
    void AC68_anUpdateOfAnItemWhoseDeletionIsPendingIsRefused() {
        // Given
        OneKey story = synced();
        story.edit(anItem("Post").delete());

        // When
        Refusal refusal = story.refused(anItem("Post").patch("title", "B"));

        // Then
        assertThat(refusal).isInstanceOf(Refusal.ItemUnknown.class);
        assertThat(story.only().mutation().kind()).isEqualTo(Mutation.Kind.DELETE);
    }

    @Test
    void aCreateAfterAnUnsentDeleteBecomesAnUpdateOfEveryField() {
        // Given
        OneKey story = synced();
        story.edit(anItem("Post").delete());

        // When
        EditDecision decision = story.edit(anItem("Post").with("title", "again").create());

        // Then
        assertThat(decision)
                .isInstanceOfSatisfying(
                        EditDecision.Taken.class,
                        taken -> assertThat(taken.answer()).isEqualTo(Answer.CREATED));
        assertThat(story.only().mutation().kind()).isEqualTo(Mutation.Kind.UPDATE);
        assertThat(story.only().mutation().fields())
                .containsOnlyKeys("title", "status", "rating", "tags")
                .containsEntry("title", "again")
                .containsEntry("rating", null);
        assertThat(story.item().presence()).isEqualTo(Presence.LIVE);
        assertThat(story.item().base()).isEqualTo(anItem("Post").with("rating", 1).item());
        assertThat(story.changes().getLast().kind()).isEqualTo(ItemChange.Kind.INSERT);
    }

    @Test
    void aCreateAfterADeleteThatMayHaveBeenSentIsRefused() {
        // Given
        OneKey story = synced();
        story.edit(anItem("Post").delete());
        story.claim();

        // When
        Refusal refusal = story.refused(anItem("Post").create());

        // Then
        assertThat(refusal).isInstanceOf(Refusal.DeletePending.class);
    }

    @Test
    void aCreateAfterADeleteIsRefusedWhenTheBackendDeletedTheItemToo() {
        // Given
        OneKey story = synced();
        story.edit(anItem("Post").delete());
        story.receive(anItem("Post").withVersion(4).deleted().remote());

        // When
        Refusal refusal = story.refused(anItem("Post").create());

        // Then
        assertThat(refusal).isInstanceOf(Refusal.DeletePending.class);
    }
}
