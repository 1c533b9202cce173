package dev.outrigger.sync.push;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Version;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.RefusalPolicy;
import dev.outrigger.sync.Rejection;
import dev.outrigger.testing.OneKey;

import org.junit.jupiter.api.Test;

import java.util.Map;

/// What becomes of an item and its mutations when the backend refuses one for good.
class RefusalsTest {
    private static final Verdict REFUSED =
            new Verdict.Refused(Rejection.of(Rejection.Cause.BAD_RECORD, "BadInput", "too long"));
    private static final Verdict CONDITION_FALSE =
            new Verdict.Refused(
                    Rejection.of(Rejection.Cause.CONDITION_FALSE, "ConditionalCheck", "false"));

    /// A post that the backend has at version 1, with an update that is on its way.
    private static OneKey sent() {
        OneKey story =
                OneKey.synced(
                        anItem("Post")
                                .with("title", "v1")
                                .with("rating", 1)
                                .withVersion(1)
                                .remote());
        story.edit(anItem("Post").patch("title", "far too long"));
        story.claim();
        return story;
    }

    private static OneKey created() {
        OneKey story = OneKey.unknown(anItem("Post").key());
        story.edit(anItem("Post").with("title", "far too long").create());
        story.claim();
        return story;
    }

    @Test
    void AC95_aDeadLetterHasInputBaseItemErrorsAndAttempts() {
        // Given
        OneKey story = sent();

        // When
        story.settle(REFUSED);

        // Then
        DeadLetter letter = story.letter();
        assertThat(letter.mutation().mutation().fields())
                .isEqualTo(Map.of("title", "far too long"));
        assertThat(letter.mutation().base().fields()).isEqualTo(Map.of("title", "v1"));
        assertThat(letter.mutation().attempts()).isEqualTo(1);
        assertThat(letter.item().value("title")).isEqualTo("far too long");
        assertThat(letter.theirs().value("title")).isEqualTo("v1");
        assertThat(letter.version()).isEqualTo(new Version(1));
        assertThat(letter.rejection().text()).isEqualTo("BadInput: too long");
    }

    @Test
    void heldIsTheItemAsWrittenAndWhatComesLater() {
        // Given
        OneKey story = sent();
        story.edit(anItem("Post").patch("rating", 2));

        // When
        story.settle(REFUSED);

        // Then
        assertThat(story.value("title")).isEqualTo("far too long");
        assertThat(story.outbox())
                .extracting(PendingMutation::standing)
                .containsExactly(Standing.HELD, Standing.WAITING);
        assertThat(story.letter().policy()).isEqualTo(RefusalPolicy.HOLD);
    }

    @Test
    void anEditThatMendsAHeldMutationEndsItsDeadLetter() {
        // Given
        OneKey story = sent();
        story.settle(REFUSED);

        // When
        story.edit(anItem("Post").patch("title", "short"));

        // Then
        assertThat(story.only().standing()).isEqualTo(Standing.WAITING);
        assertThat(story.letters()).isEmpty();
    }

    @Test
    void rolledBackAnUpdateLeavesTheBackendsItem() {
        // Given
        OneKey story = sent().refusing(RefusalPolicy.ROLLBACK);
        story.changes().clear();

        // When
        story.settle(REFUSED);

        // Then
        assertThat(story.value("title")).isEqualTo("v1");
        assertThat(story.item().pending()).isFalse();
        assertThat(story.outbox()).isEmpty();
        assertThat(story.changes())
                .extracting(change -> change.after().item().value("title"))
                .containsExactly("v1");
        assertThat(story.letter().policy()).isEqualTo(RefusalPolicy.ROLLBACK);
    }

    @Test
    void rolledBackIsOnlyWhatWasRefusedAndLaterUpdatesGoOn() {
        // Given
        OneKey story = sent().refusing(RefusalPolicy.ROLLBACK);
        story.edit(anItem("Post").patch("rating", 2));

        // When
        story.settle(REFUSED);

        // Then
        assertThat(story.value("title")).isEqualTo("v1");
        assertThat(story.value("rating")).isEqualTo(2);
        assertThat(story.only().standing()).isEqualTo(Standing.WAITING);
        story.acknowledge(
                anItem("Post").with("title", "v1").with("rating", 2).withVersion(2).remote());
        assertThat(story.item().version()).isEqualTo(new Version(2));
    }

    @Test
    void aLaterUpdateThatRemainsIsMadeFromTheBackendsValue() {
        // Given
        OneKey story = sent().refusing(RefusalPolicy.ROLLBACK);
        story.edit(anItem("Post").patch("title", "short"));

        // When
        story.settle(REFUSED);

        // Then
        assertThat(story.value("title")).isEqualTo("short");
        assertThat(story.only().base().fields()).isEqualTo(Map.of("title", "v1"));
    }

    @Test
    void aCreateThatIsRolledBackTakesWhatBuildsOnItAlong() {
        // Given
        OneKey story = created().refusing(RefusalPolicy.ROLLBACK);
        story.edit(anItem("Post").patch("rating", 2));

        // When
        story.settle(REFUSED);

        // Then
        assertThat(story.stored()).isNull();
        assertThat(story.outbox()).isEmpty();
        assertThat(story.letters())
                .extracting(letter -> letter.rejection().cause())
                .containsExactly(Rejection.Cause.BAD_RECORD, Rejection.Cause.FOUNDATION_REFUSED);
        assertThat(story.changes().getLast().kind()).isEqualTo(ItemChange.Kind.DELETE);
    }

    @Test
    void aDeleteThatIsRolledBackBringsTheItemBack() {
        // Given
        OneKey story =
                OneKey.synced(anItem("Post").with("title", "v1").withVersion(1).remote())
                        .refusing(RefusalPolicy.ROLLBACK);
        story.edit(anItem("Post").delete());
        story.claim();

        // When
        story.settle(REFUSED);

        // Then
        assertThat(story.value("title")).isEqualTo("v1");
        assertThat(story.changes().getLast().kind()).isEqualTo(ItemChange.Kind.INSERT);
    }

    @Test
    void whatIsKeptStaysAsWrittenUntilTheBackendSendsANewerItem() {
        // Given
        OneKey story = sent().refusing(RefusalPolicy.KEEP);

        // When
        story.settle(REFUSED);

        // Then
        assertThat(story.value("title")).isEqualTo("far too long");
        assertThat(story.item().pending()).isFalse();
        assertThat(story.outbox()).isEmpty();
        story.receive(anItem("Post").with("title", "theirs").withVersion(2).remote());
        assertThat(story.value("title")).isEqualTo("theirs");
    }

    /// Seed 9927 of the simulation: the item stayed on one device alone, for good.
    @Test
    void I3_whatTheBackendHasDeletedIsNotKept() {
        // Given
        OneKey story = sent().refusing(RefusalPolicy.KEEP);
        story.receive(anItem("Post").withVersion(2).deleted().remote());

        // When
        story.settle(REFUSED);

        // Then
        assertThat(story.stored().live()).isFalse();
        assertThat(story.stored().pending()).isFalse();
        assertThat(story.letter().item().value("title")).isEqualTo("far too long");
    }

    @Test
    void whatComesAfterAKeptUpdateGoesOn() {
        // Given
        OneKey story = sent().refusing(RefusalPolicy.KEEP);
        story.edit(anItem("Post").patch("rating", 2));

        // When
        story.settle(REFUSED);

        // Then
        assertThat(story.only().mutation().fields()).isEqualTo(Map.of("rating", 2));
        assertThat(story.only().standing()).isEqualTo(Standing.WAITING);
        assertThat(story.value("title")).isEqualTo("far too long");
    }

    @Test
    void anEditOfAKeptCreateCreatesTheItemAnew() {
        // Given
        OneKey story = created().refusing(RefusalPolicy.KEEP);
        story.settle(REFUSED);

        // When
        story.edit(anItem("Post").patch("title", "short"));

        // Then
        assertThat(story.only().mutation().kind()).isEqualTo(Mutation.Kind.CREATE);
        assertThat(story.only().mutation().fields()).containsEntry("title", "short");
        assertThat(story.stored().base()).isNull();
    }

    @Test
    void aKeptCreateThatIsDeletedIsForgotten() {
        // Given
        OneKey story = created().refusing(RefusalPolicy.KEEP);
        story.settle(REFUSED);

        // When
        story.edit(anItem("Post").delete());

        // Then
        assertThat(story.stored()).isNull();
        assertThat(story.outbox()).isEmpty();
    }

    @Test
    void AC98_aFalseConditionRestoresTheItemWhateverThePolicyIs() {
        // Given
        OneKey story = OneKey.synced(anItem("Post").with("title", "v1").withVersion(1).remote());
        story.edit(anItem("Post").patch(anItem("Post").when("title", "v1"), "title", "ours"));
        story.claim();

        // When
        story.settle(CONDITION_FALSE);

        // Then
        assertThat(story.value("title")).isEqualTo("v1");
        assertThat(story.outbox()).isEmpty();
        assertThat(story.letter().policy()).isEqualTo(RefusalPolicy.ROLLBACK);
        assertThat(story.letter().mutation().mutation().conditional()).isTrue();
    }

    @Test
    void AC98_theItemIsRestoredToTheNewestStateThatTheBackendHasSent() {
        // Given
        OneKey story = OneKey.synced(anItem("Post").with("title", "v1").withVersion(1).remote());
        story.edit(anItem("Post").patch(anItem("Post").when("title", "v1"), "title", "ours"));
        story.claim();
        story.receive(anItem("Post").with("title", "theirs").withVersion(2).remote());

        // When
        story.settle(CONDITION_FALSE);

        // Then
        assertThat(story.value("title")).isEqualTo("theirs");
        assertThat(story.item().version()).isEqualTo(new Version(2));
    }

    @Test
    void withoutRoomForItsDeadLetterAMutationIsHeldInTheOutbox() {
        // Given
        OneKey story = created().refusing(RefusalPolicy.ROLLBACK, 1);
        story.edit(anItem("Post").patch("rating", 2));

        // When
        story.settle(REFUSED);

        // Then
        assertThat(story.letters()).isEmpty();
        assertThat(story.outbox())
                .extracting(PendingMutation::standing)
                .containsExactly(Standing.HELD, Standing.WAITING);
        assertThat(story.value("title")).isEqualTo("far too long");
    }
}
