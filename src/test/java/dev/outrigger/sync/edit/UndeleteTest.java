package dev.outrigger.sync.edit;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Version;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Origin;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.RefusalPolicy;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.sync.resolution.RemoteDeletion;
import dev.outrigger.sync.resolution.Strategy;
import dev.outrigger.testing.OneKey;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Map;

/// What brings a deleted item back, and what follows.
class UndeleteTest {
    private static final Verdict REFUSED =
            new Verdict.Refused(Rejection.of(Rejection.Cause.BAD_RECORD, "BadInput", "no"));

    private static OneKey synced() {
        return OneKey.synced(anItem("Post").with("rating", 1).withVersion(3).remote());
    }

    /// The backend has deleted the item, and the replica knows it.
    private static OneKey buried() {
        return OneKey.synced(anItem("Post").with("rating", 1).withVersion(4).deleted().remote());
    }

    private static Edit undelete(@Nullable Object... patch) {
        return anItem("Post").undelete(patch);
    }

    private static RemoteItem theirs(long version) {
        return anItem("Post").with("rating", 1).withVersion(version).remote();
    }

    @Test
    void anItemThatTheBackendDeletedIsThereAgainAtOnce() {
        // Given
        OneKey story = buried();

        // When
        EditDecision decision = story.edit(undelete());

        // Then
        assertThat(decision).isInstanceOf(EditDecision.Taken.class);
        assertThat(story.value("rating")).isEqualTo(1);
        assertThat(story.item().pending()).isTrue();
        assertThat(story.only().undeletes()).isTrue();
        assertThat(story.only().mutation().fields()).isEmpty();
        assertThat(story.claim().base()).isEqualTo(new Version(4));
        assertThat(story.changes())
                .singleElement()
                .extracting(ItemChange::kind, ItemChange::origin)
                .containsExactly(ItemChange.Kind.INSERT, Origin.LOCAL);
    }

    @Test
    void theAnswerSettlesIt() {
        // Given
        OneKey story = buried();
        story.edit(undelete());

        // When
        story.acknowledge(theirs(5));

        // Then
        assertThat(story.outbox()).isEmpty();
        assertThat(story.item().pending()).isFalse();
        assertThat(story.item().version()).isEqualTo(new Version(5));
    }

    @Test
    void onlyTheFieldsOfThePatchTravel() {
        // Given
        OneKey story = buried();

        // When
        story.edit(undelete("title", "again"));

        // Then
        assertThat(story.only().mutation().fields()).isEqualTo(Map.of("title", "again"));
        assertThat(story.value("title")).isEqualTo("again");
        assertThat(story.value("rating")).isEqualTo(1);
    }

    @Test
    void whatDoesNotFitTheModelIsRefused() {
        // Given
        OneKey story = buried();

        // When
        Refusal refusal = story.refused(undelete("title", null));

        // Then
        assertThat(refusal).isInstanceOf(Refusal.ItemInvalid.class);
        assertThat(story.outbox()).isEmpty();
    }

    @Test
    void anItemThatIsThereOrWasNeverHereCannotBeBroughtBack() {
        assertThat(synced().refused(undelete())).isInstanceOf(Refusal.NotDeleted.class);
        assertThat(OneKey.unknown(anItem("Post").key()).refused(undelete()))
                .isInstanceOf(Refusal.ItemUnknown.class);
    }

    @Test
    void aDeletionThatWasNotSentIsTakenBackAndNothingIsSent() {
        // Given
        OneKey story = synced();
        story.edit(anItem("Post").delete());

        // When
        story.edit(undelete());

        // Then
        assertThat(story.outbox()).isEmpty();
        assertThat(story.item()).isEqualTo(theirs(3).stored());
        assertThat(story.changes().getLast().kind()).isEqualTo(ItemChange.Kind.INSERT);
    }

    @Test
    void theEditsThatAnUnsentDeletionHadReplacedAreSentAfterAll() {
        // Given
        OneKey story = synced();
        story.edit(anItem("Post").patch("title", "mine"));
        story.edit(anItem("Post").delete());

        // When
        story.edit(undelete("rating", 2));

        // Then
        PendingMutation update = story.only();
        assertThat(update.undeletes()).isFalse();
        assertThat(update.mutation().kind()).isEqualTo(Mutation.Kind.UPDATE);
        assertThat(update.mutation().fields()).isEqualTo(Map.of("title", "mine", "rating", 2));
        assertThat(update.base()).isNotNull();
        assertThat(update.base().fields()).isEqualTo(Map.of("title", "a title", "rating", 1));
        assertThat(update.base().version()).isEqualTo(new Version(3));
    }

    @Test
    void whatTheBackendSentMeanwhileShowsWithTheItem() {
        // Given
        OneKey story = synced();
        story.edit(anItem("Post").delete());
        story.receive(anItem("Post").with("rating", 9).withVersion(4).remote());

        // When
        story.edit(undelete("title", "again"));

        // Then
        assertThat(story.value("rating")).isEqualTo(9);
        assertThat(story.value("title")).isEqualTo("again");
    }

    @Test
    void anUnsentDeletionOfWhatTheBackendDeletedTooMakesRoomForAnUndelete() {
        // Given
        OneKey story = synced();
        story.edit(anItem("Post").delete());
        story.receive(anItem("Post").with("rating", 1).withVersion(4).deleted().remote());

        // When
        story.edit(undelete());

        // Then
        assertThat(story.only().undeletes()).isTrue();
        assertThat(story.claim().base()).isEqualTo(new Version(4));
    }

    @Test
    void theDeletionOfAnItemWhoseCreateIsOnItsWayIsTakenBack() {
        // Given
        OneKey story = OneKey.unknown(anItem("Post").key());
        story.edit(anItem("Post").create());
        story.claim();
        story.edit(anItem("Post").delete());

        // When
        story.edit(undelete());

        // Then
        assertThat(story.only().mutation().kind()).isEqualTo(Mutation.Kind.CREATE);
        assertThat(story.item().pending()).isTrue();
    }

    @Test
    void laterEditsJoinAnUndeleteThatWasNotSent() {
        // Given
        OneKey story = buried();
        story.edit(undelete());

        // When
        story.edit(anItem("Post").patch("rating", 7));

        // Then
        assertThat(story.only().undeletes()).isTrue();
        assertThat(story.only().mutation().fields()).isEqualTo(Map.of("rating", 7));
    }

    @Test
    void deletingItAgainBeforeItWasSentSendsNothing() {
        // Given
        OneKey story = buried();
        story.edit(undelete("title", "again"));
        story.edit(anItem("Post").patch("rating", 7));

        // When
        story.edit(anItem("Post").delete());

        // Then
        assertThat(story.outbox()).isEmpty();
        assertThat(story.stored()).isEqualTo(buriedAt(4).stored());
        assertThat(story.changes().getLast().kind()).isEqualTo(ItemChange.Kind.DELETE);
    }

    @Test
    void deletingItAgainAfterItWasSentSendsTheDeletion() {
        // Given
        OneKey story = buried();
        story.edit(undelete());
        story.claim();

        // When
        story.edit(anItem("Post").delete());
        story.settle(new Verdict.Acknowledged(theirs(5)));

        // Then
        assertThat(story.knowledge().visible()).isFalse();
        assertThat(story.only().mutation().kind()).isEqualTo(Mutation.Kind.DELETE);
        assertThat(story.claim().base()).isEqualTo(new Version(5));
    }

    @Test
    void whatSomebodyElseBroughtBackIsNotSentAgain() {
        // Given
        OneKey story = buried();
        story.edit(undelete());
        story.claim();

        // When
        story.meet(new Strategy.RetryLocal(RemoteDeletion.ACCEPT), theirs(5));

        // Then
        assertThat(story.outbox()).isEmpty();
        assertThat(story.item().presence()).isEqualTo(Presence.LIVE);
    }

    @Test
    void theFieldsOfAnUndeleteGoOnTopOfWhatSomebodyElseBroughtBack() {
        // Given
        OneKey story = buried();
        story.edit(undelete("title", "again"));
        story.claim();

        // When
        story.meet(new Strategy.RetryLocal(RemoteDeletion.ACCEPT), theirs(5));

        // Then
        assertThat(story.only().undeletes()).isFalse();
        assertThat(story.only().mutation().fields()).isEqualTo(Map.of("title", "again"));
    }

    @Test
    void oneThatWasRefusedLeavesTheTombstoneAlsoWhereWritesAreKept() {
        // Given
        OneKey story = buried().refusing(RefusalPolicy.KEEP);
        story.edit(undelete());
        story.claim();

        // When
        story.settle(REFUSED);

        // Then
        assertThat(story.knowledge().visible()).isFalse();
        assertThat(story.outbox()).isEmpty();
        assertThat(story.letter().policy()).isEqualTo(RefusalPolicy.ROLLBACK);
    }

    @Test
    void aRetryOfOneThatWasRefusedBringsTheItemBackOnceMore() {
        // Given
        OneKey story = buried().refusing(RefusalPolicy.ROLLBACK);
        story.edit(undelete("title", "again"));
        story.claim();
        story.settle(REFUSED);

        // When
        story.decide(new LetterRequest.Retry(Map.of("rating", 2)));

        // Then
        assertThat(story.only().undeletes()).isTrue();
        assertThat(story.only().mutation().fields())
                .isEqualTo(Map.of("title", "again", "rating", 2));
        assertThat(story.letters()).isEmpty();
    }

    @Test
    void AC103_anUpdateBringsTheItemBackWhereRemoteDeletionsAreUndone() {
        // Given
        OneKey story = synced();
        story.edit(anItem("Post").patch("rating", 7));
        story.claim();

        // When
        story.meet(new Strategy.RetryLocal(RemoteDeletion.UNDELETE), buriedAt(4));

        // Then
        assertThat(story.only().undeletes()).isTrue();
        assertThat(story.value("rating")).isEqualTo(7);
    }

    private static RemoteItem buriedAt(long version) {
        return anItem("Post").with("rating", 1).withVersion(version).deleted().remote();
    }
}
