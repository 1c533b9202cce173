package dev.outrigger.sync.edit;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.outrigger.contract.Mutation;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.RefusalPolicy;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.testing.BlogSchema;
import dev.outrigger.testing.OneKey;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Map;

/// What a client's word about a dead letter does to its item.
class LetterRulesTest {
    private static final LetterRequest AS_IT_IS = new LetterRequest.Retry(Map.of());
    private static final LetterRequest DISCARD = new LetterRequest.Discard();

    private static OneKey synced(RefusalPolicy policy) {
        return OneKey.synced(
                        anItem("Post")
                                .with("title", "v1")
                                .with("rating", 1)
                                .withVersion(1)
                                .remote())
                .refusing(policy);
    }

    private static OneKey updateRefused(RefusalPolicy policy) {
        OneKey story = synced(policy);
        story.edit(anItem("Post").patch("title", "far too long"));
        return refused(story);
    }

    private static OneKey createRefused(RefusalPolicy policy) {
        OneKey story = OneKey.unknown(anItem("Post").key()).refusing(policy);
        story.edit(anItem("Post").with("title", "far too long").create());
        return refused(story);
    }

    private static OneKey refused(OneKey story) {
        story.claim();
        story.settle(
                new Verdict.Refused(
                        Rejection.of(Rejection.Cause.BAD_RECORD, "BadInput", "too long")));
        story.changes().clear();
        return story;
    }

    private static LetterRequest patched(@Nullable Object... namesAndValues) {
        return new LetterRequest.Retry(BlogSchema.fields(namesAndValues));
    }

    private static Refusal refusal(LetterDecision decision) {
        return switch (decision) {
            case LetterDecision.Refused(Refusal refusal) -> refusal;
            case LetterDecision.Taken _ -> throw new AssertionError("it was taken");
        };
    }

    @Test
    void aHeldMutationGoesOnInItsPlace() {
        // Given
        OneKey story = updateRefused(RefusalPolicy.HOLD);
        story.edit(anItem("Post").patch(anItem("Post").when("rating", 1), "rating", 2));
        long place = story.outbox().getFirst().id();

        // When
        story.decide(AS_IT_IS);

        // Then
        assertThat(story.outbox().getFirst().id()).isEqualTo(place);
        assertThat(story.outbox().getFirst().standing()).isEqualTo(Standing.WAITING);
        assertThat(story.outbox().getFirst().attempts()).isEqualTo(1);
        assertThat(story.letters()).isEmpty();
    }

    @Test
    void aHeldMutationGoesOnWithPatchedFieldsAndTheItemShowsThem() {
        // Given
        OneKey story = updateRefused(RefusalPolicy.HOLD);

        // When
        story.decide(patched("title", "short"));

        // Then
        assertThat(story.only().mutation().fields()).isEqualTo(Map.of("title", "short"));
        assertThat(story.only().base().fields()).isEqualTo(Map.of("title", "v1"));
        assertThat(story.value("title")).isEqualTo("short");
        assertThat(story.changes())
                .extracting(ItemChange::kind)
                .containsExactly(ItemChange.Kind.UPDATE);
    }

    @Test
    void aLaterMutationKeepsItsFieldWhenTheHeldOneIsPatched() {
        // Given
        OneKey story = updateRefused(RefusalPolicy.HOLD);
        story.edit(anItem("Post").patch(anItem("Post").when("rating", 1), "title", "last"));

        // When
        story.decide(patched("title", "short"));

        // Then
        assertThat(story.value("title")).isEqualTo("last");
        assertThat(story.outbox().getFirst().mutation().fields()).containsEntry("title", "short");
    }

    @Test
    void whatWasEditedBehindAHeldMutationIsMadeFromThePatchedOne() {
        // Given
        OneKey story = updateRefused(RefusalPolicy.HOLD);
        story.edit(anItem("Post").patch(anItem("Post").when("rating", 1), "title", "last"));
        story.edit(anItem("Post").patch("rating", 7));

        // When
        story.decide(patched("title", "short", "rating", 3));

        // Then
        assertThat(story.outbox())
                .extracting(each -> each.mutation().fields(), each -> each.base().fields())
                .containsExactly(
                        tuple(
                                Map.of("title", "short", "rating", 3),
                                Map.of("title", "v1", "rating", 1)),
                        tuple(Map.of("title", "last"), Map.of("title", "short")),
                        tuple(Map.of("rating", 7), Map.of("rating", 3)));
        assertThat(story.value("rating")).isEqualTo(7);
    }

    @Test
    void aPatchIsTakenThatSaysWhatALaterMutationSaysToo() {
        // Given
        OneKey story = updateRefused(RefusalPolicy.HOLD);
        story.edit(anItem("Post").patch(anItem("Post").when("rating", 1), "title", "last"));

        // When
        story.decide(patched("title", "last"));

        // Then
        assertThat(story.outbox().getFirst().mutation().fields()).containsEntry("title", "last");
    }

    @Test
    void aPatchThatDoesNotFitTheModelIsRefusedAndTheLetterStays() {
        // Given
        OneKey story = updateRefused(RefusalPolicy.HOLD);

        // When
        LetterDecision decision = story.decide(patched("rating", "many"));

        // Then
        assertThat(refusal(decision)).isInstanceOf(Refusal.ItemInvalid.class);
        assertThat(story.letters()).hasSize(1);
        assertThat(story.only().standing()).isEqualTo(Standing.HELD);
    }

    @Test
    void aHeldUpdateThatIsGivenUpLeavesTheBackendsItem() {
        // Given
        OneKey story = updateRefused(RefusalPolicy.HOLD);

        // When
        story.decide(DISCARD);

        // Then
        assertThat(story.value("title")).isEqualTo("v1");
        assertThat(story.outbox()).isEmpty();
        assertThat(story.letters()).isEmpty();
        assertThat(story.changes()).hasSize(1);
    }

    @Test
    void whatWaitedBehindAHeldUpdateGoesOnWithoutIt() {
        // Given
        OneKey story = updateRefused(RefusalPolicy.HOLD);
        story.edit(anItem("Post").patch(anItem("Post").when("rating", 1), "rating", 2));

        // When
        story.decide(DISCARD);

        // Then
        assertThat(story.value("title")).isEqualTo("v1");
        assertThat(story.value("rating")).isEqualTo(2);
        assertThat(story.only().mutation().fields()).isEqualTo(Map.of("rating", 2));
    }

    @Test
    void aHeldCreateThatIsGivenUpIsForgotten() {
        // Given
        OneKey story = createRefused(RefusalPolicy.HOLD);

        // When
        story.decide(DISCARD);

        // Then
        assertThat(story.stored()).isNull();
        assertThat(story.changes())
                .extracting(ItemChange::kind)
                .containsExactly(ItemChange.Kind.DELETE);
    }

    @Test
    void aRolledBackUpdateIsMadeOnceMore() {
        // Given
        OneKey story = updateRefused(RefusalPolicy.ROLLBACK);
        story.receive(anItem("Post").with("title", "v2").with("rating", 2).withVersion(2).remote());

        // When
        story.decide(patched("title", "short"));

        // Then
        assertThat(story.only().mutation().fields()).isEqualTo(Map.of("title", "short"));
        assertThat(story.only().base().fields()).isEqualTo(Map.of("title", "v2"));
        assertThat(story.value("rating")).isEqualTo(2);
        assertThat(story.letters()).isEmpty();
    }

    @Test
    void aRolledBackUpdateOfAnItemThatIsGoneIsRefused() {
        // Given
        OneKey story = updateRefused(RefusalPolicy.ROLLBACK);
        story.receive(anItem("Post").withVersion(2).deleted().remote());

        // When
        LetterDecision decision = story.decide(AS_IT_IS);

        // Then
        assertThat(refusal(decision)).isInstanceOf(Refusal.ItemUnknown.class);
        assertThat(story.letters()).hasSize(1);
    }

    @Test
    void aRolledBackCreateIsMadeOnceMore() {
        // Given
        OneKey story = createRefused(RefusalPolicy.ROLLBACK);

        // When
        story.decide(patched("title", "short"));

        // Then
        assertThat(story.only().mutation().kind()).isEqualTo(Mutation.Kind.CREATE);
        assertThat(story.value("title")).isEqualTo("short");
        assertThat(story.letters()).isEmpty();
    }

    @Test
    void aRolledBackDeleteIsMadeOnceMoreAndTakesNoPatch() {
        // Given
        OneKey story = synced(RefusalPolicy.ROLLBACK);
        story.edit(anItem("Post").delete());
        refused(story);
        DeadLetter letter = story.letter();

        // When
        LetterDecision withPatch = story.decide(patched("title", "short"));
        story.decide(letter, AS_IT_IS);

        // Then
        assertThat(refusal(withPatch)).isInstanceOf(Refusal.ItemInvalid.class);
        assertThat(story.only().mutation().kind()).isEqualTo(Mutation.Kind.DELETE);
        assertThat(story.stored().live()).isFalse();
    }

    @Test
    void aRetriedConditionIsCheckedAgain() {
        // Given
        OneKey story = synced(RefusalPolicy.HOLD);
        story.edit(anItem("Post").patch(anItem("Post").when("title", "v1"), "title", "ours"));
        story.claim();
        story.settle(
                new Verdict.Refused(
                        Rejection.of(Rejection.Cause.CONDITION_FALSE, "ConditionFalse", "no")));
        story.receive(anItem("Post").with("title", "theirs").withVersion(2).remote());

        // When
        LetterDecision decision = story.decide(AS_IT_IS);

        // Then
        assertThat(refusal(decision)).isInstanceOf(Refusal.ConditionFalse.class);
    }

    @Test
    void aKeptUpdateThatIsGivenUpLeavesTheBackendsItem() {
        // Given
        OneKey story = updateRefused(RefusalPolicy.KEEP);

        // When
        story.decide(DISCARD);

        // Then
        assertThat(story.value("title")).isEqualTo("v1");
        assertThat(story.changes()).hasSize(1);
    }

    @Test
    void theSecondOfTwoKeptUpdatesThatAreGivenUpLeavesTheBackendsItemToo() {
        // Given
        OneKey story = updateRefused(RefusalPolicy.KEEP);
        DeadLetter first = story.letter();
        story.edit(anItem("Post").patch(anItem("Post").when("rating", 1), "title", "as bad"));
        story.claim();
        story.settle(new Verdict.Refused(first.rejection()));
        DeadLetter second = story.letters().getLast();

        // When
        story.decide(first, DISCARD);
        story.decide(second, DISCARD);

        // Then
        assertThat(story.value("title")).isEqualTo("v1");
    }

    @Test
    void aKeptUpdateThatIsRetriedIsSentOnTopOfTheBackendsItem() {
        // Given
        OneKey story = updateRefused(RefusalPolicy.KEEP);

        // When
        story.decide(AS_IT_IS);

        // Then
        PendingMutation again = story.only();
        assertThat(again.mutation().fields()).isEqualTo(Map.of("title", "far too long"));
        assertThat(again.base().fields()).isEqualTo(Map.of("title", "v1"));
        assertThat(story.stored().base().value("title")).isEqualTo("v1");
    }

    @Test
    void aKeptCreateThatIsGivenUpIsForgotten() {
        // Given
        OneKey story = createRefused(RefusalPolicy.KEEP);

        // When
        story.decide(DISCARD);

        // Then
        assertThat(story.stored()).isNull();
    }

    @Test
    void aNewerStateOfTheBackendIsNotTakenBack() {
        // Given
        OneKey story = updateRefused(RefusalPolicy.KEEP);
        story.receive(anItem("Post").with("title", "v2").withVersion(2).remote());

        // When
        story.decide(DISCARD);

        // Then
        assertThat(story.value("title")).isEqualTo("v2");
    }
}
