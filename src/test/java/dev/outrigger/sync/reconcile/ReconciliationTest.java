package dev.outrigger.sync.reconcile;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.Effect;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.Origin;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.testing.ItemBuilder;
import dev.outrigger.testing.OneKey;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What a replica does with an incoming item.
class ReconciliationTest {
    private static final RemoteItem CREATED = titled("created").withVersion(1).remote();
    private static final RemoteItem UPDATED = titled("updated").withVersion(2).remote();
    private static final RemoteItem DELETED = titled("updated").withVersion(3).deleted().remote();
    private static final RemoteItem REVIVED = titled("revived").withVersion(4).remote();

    private static ItemBuilder titled(String title) {
        return anItem("Post").with("title", title);
    }

    private static OneKey received(RemoteItem... items) {
        OneKey story = OneKey.unknown(items[0].key());
        List.of(items).forEach(story::receive);
        return story;
    }

    @Test
    void AC119_theHighestVersionOfAKeyWinsInAnyOrder() {
        // When
        OneKey late = received(UPDATED, CREATED);
        OneKey deletedFirst = received(DELETED, UPDATED, CREATED);
        OneKey revivedFirst = received(REVIVED, CREATED, DELETED);
        OneKey inOrder = received(CREATED, UPDATED, DELETED, REVIVED);

        // Then
        assertThat(late.value("title")).isEqualTo("updated");
        assertThat(deletedFirst.knowledge().visible()).isFalse();
        assertThat(revivedFirst.stored()).isEqualTo(inOrder.stored());
        assertThat(inOrder.value("title")).isEqualTo("revived");
    }

    @Test
    void AC120_onlyAHigherVersionThanTheKnownOneIsApplied() {
        // Given
        OneKey story = received(UPDATED);

        // When
        Effect older = story.receive(titled("older").withVersion(1).remote());
        Effect equal = story.receive(titled("equal").withVersion(2).remote());
        Effect newer = story.receive(titled("newer").withVersion(3).remote());

        // Then
        assertThat(older).isSameAs(Effect.nothing());
        assertThat(equal).isSameAs(Effect.nothing());
        assertThat(newer.change()).isNotNull();
        assertThat(story.value("title")).isEqualTo("newer");
        assertThat(story.item().version().number()).isEqualTo(3);
    }

    @Test
    void aKeyThatIsTakenAgainOnceItsDeletionIsForgottenIsAnotherItem() {
        // Given
        OneKey deleted = received(DELETED);
        OneKey missedTheDeletion = received(UPDATED);
        RemoteItem reborn = at(DELETED.lastChangedAt().plus(Duration.ofDays(30)));

        // When
        deleted.receive(reborn);
        missedTheDeletion.receive(reborn);

        // Then
        assertThat(deleted.value("title")).isEqualTo("reborn");
        assertThat(missedTheDeletion.value("title")).isEqualTo("reborn");
        assertThat(missedTheDeletion.item().version()).isEqualTo(reborn.version());
    }

    @Test
    void I3_clocksThatAreALittleApartBringNothingBack() {
        assertThat(received(DELETED, at(DELETED.lastChangedAt().plusSeconds(59))).knowledge())
                .matches(knowledge -> !knowledge.visible());
    }

    private static RemoteItem at(Instant changed) {
        RemoteItem first = titled("reborn").withVersion(1).remote();
        return new RemoteItem(first.item(), first.version(), changed, first.presence());
    }

    @Test
    void whatAnEarlierSchemaHasLeftIsReplacedByTheSameVersion() {
        // Given
        StoredItem known = received(UPDATED).item();
        StoredItem left =
                new StoredItem(known.item(), null, known.version(), null, known.presence(), false);
        Knowledge knowledge = new Knowledge(known.key(), left, List.of());

        // Then
        assertThat(Reconciliation.disposition(knowledge, UPDATED)).isEqualTo(Disposition.APPLY);
        assertThat(Reconciliation.disposition(knowledge, CREATED)).isEqualTo(Disposition.IGNORE);
    }

    @Test
    void AC121_aDeletionRemovesTheItemAndClientsSeeItAsItLastWas() {
        // Given
        OneKey story = received(CREATED);

        // When
        Effect effect = story.receive(DELETED);

        // Then
        assertThat(story.knowledge().visible()).isFalse();
        assertThat(effect.change().kind()).isEqualTo(ItemChange.Kind.DELETE);
        assertThat(effect.change().origin()).isEqualTo(Origin.REMOTE);
        assertThat(effect.change().after().item()).isEqualTo(CREATED.item());
        assertThat(effect.change().after().version()).isEqualTo(DELETED.version());
    }

    @Test
    void AC121_ofAnUnknownDeletedItemOnlyTheMetadataIsKept() {
        // When
        OneKey story = received(DELETED);

        // Then
        assertThat(story.stored().presence()).isEqualTo(Presence.TOMBSTONE);
        assertThat(story.stored().version()).isEqualTo(DELETED.version());
        assertThat(story.changes()).isEmpty();
    }

    @Test
    void AC122_anUpdateThatIsOlderThanAKnownDeletionDoesNotBringTheItemBack() {
        // Given
        OneKey story = received(DELETED);

        // When
        Effect effect = story.receive(UPDATED);

        // Then
        assertThat(effect).isSameAs(Effect.nothing());
        assertThat(story.knowledge().visible()).isFalse();
    }

    @Test
    void aNewerStateBringsADeletedItemBack() {
        // Given
        OneKey story = received(DELETED);

        // When
        story.receive(REVIVED);

        // Then
        assertThat(story.value("title")).isEqualTo("revived");
        assertThat(story.changes().getLast().kind()).isEqualTo(ItemChange.Kind.INSERT);
    }

    @Test
    void AC123_whileAMutationIsPendingClientsSeeTheirOwnWrites() {
        // Given
        OneKey story = OneKey.synced(CREATED);
        story.edit(anItem("Post").patch("rating", 5));

        // When
        Effect effect = story.receive(UPDATED);

        // Then
        assertThat(effect.change()).isNull();
        assertThat(story.value("title")).isEqualTo("created");
        assertThat(story.value("rating")).isEqualTo(5);
        assertThat(story.item().version()).isEqualTo(UPDATED.version());
        assertThat(story.item().base()).isEqualTo(UPDATED.item());
        assertThat(story.item().pending()).isTrue();
    }

    @Test
    void AC123_theNextIncomingItemIsAppliedOnceThePendingMutationIsGone() {
        // Given
        OneKey story = OneKey.synced(CREATED);
        story.edit(anItem("Post").patch("rating", 5));
        story.acknowledge(titled("created").with("rating", 5).withVersion(2).remote());

        // When
        story.receive(titled("theirs").with("rating", 5).withVersion(3).remote());

        // Then
        assertThat(story.value("title")).isEqualTo("theirs");
        assertThat(story.item().pending()).isFalse();
    }

    @Test
    void aDeletionThatMeetsAPendingMutationWaitsBelowIt() {
        // Given
        OneKey story = OneKey.synced(UPDATED);
        story.edit(anItem("Post").patch("rating", 5));

        // When
        story.receive(DELETED);

        // Then
        assertThat(story.value("rating")).isEqualTo(5);
        assertThat(story.item().base()).isNull();
        assertThat(story.item().version()).isEqualTo(DELETED.version());
        assertThat(story.changes()).hasSize(1);
    }

    @Test
    void theAnswerToAMutationIsNotAppliedAgainWhenTheChangefeedRepeatsIt() {
        // Given
        OneKey story = OneKey.synced(CREATED);
        story.edit(anItem("Post").patch("title", "updated"));
        story.claim();
        story.receive(UPDATED);

        // When
        story.settle(new Verdict.Acknowledged(UPDATED));
        Effect repeated = story.receive(UPDATED);

        // Then
        assertThat(repeated).isSameAs(Effect.nothing());
        assertThat(story.stored()).isEqualTo(UPDATED.stored());
    }

    @Test
    void AC126_whatTheBackendSentMakesNoMutation() {
        // When
        OneKey story = received(CREATED, UPDATED, DELETED);

        // Then
        assertThat(story.outbox()).isEmpty();
        assertThat(story.changes()).extracting(ItemChange::origin).containsOnly(Origin.REMOTE);
    }
}
