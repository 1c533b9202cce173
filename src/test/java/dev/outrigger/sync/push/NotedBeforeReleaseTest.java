package dev.outrigger.sync.push;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.Effect;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.RefusalPolicies;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.resolution.Conflict;
import dev.outrigger.sync.resolution.RemoteDeletion;
import dev.outrigger.sync.resolution.Resolution;
import dev.outrigger.sync.resolution.Strategy;
import dev.outrigger.testing.ItemBuilder;
import dev.outrigger.testing.OneKey;

import org.junit.jupiter.api.Test;

/// A conflict that waits while the app gets a new release: what was noted of the backend's item
/// lacks the fields that came with it.
class NotedBeforeReleaseTest {
    private static final RemoteItem NOTED = theirs().remote();

    private static ItemBuilder theirs() {
        return anItem("Post").with("title", "theirs").withVersion(2);
    }

    /// An item at version 1 with an update on its way.
    private static OneKey sent() {
        OneKey story = OneKey.synced(anItem("Post").withVersion(1).remote());
        story.edit(anItem("Post").patch("title", "ours"));
        story.claim();
        return story;
    }

    @Test
    void whatWasPulledSinceStaysWhenTheirsIsTaken() {
        // Given
        OneKey story = sent();
        story.receive(theirs().with("rating", 5).remote());

        // When
        story.meet(new Strategy.ApplyRemote(), NOTED);

        // Then
        assertThat(story.stored()).isEqualTo(theirs().with("rating", 5).stored());
    }

    @Test
    void clientsGoOnSeeingWhatWasPulledSinceWhenOursIsSentAgain() {
        // Given
        OneKey story = sent();
        story.receive(theirs().with("rating", 5).remote());

        // When
        story.meet(new Strategy.RetryLocal(RemoteDeletion.ACCEPT), NOTED);

        // Then
        assertThat(story.item().item())
                .isEqualTo(theirs().with("rating", 5).with("title", "ours").item());
    }

    @Test
    void whatIsNotPulledYetIsStillTakenAnewAtTheSameVersion() {
        // Given
        OneKey story = sent();
        story.receive(NOTED);
        Conflict conflict = new Conflict(story.only(), NOTED, "it had changed");
        StoredItem before = story.item();
        StoredItem earlier =
                new StoredItem(
                        before.item(),
                        before.base(),
                        before.version(),
                        null,
                        before.presence(),
                        before.pending());

        // When
        Effect effect =
                Settlement.decide(
                        new Knowledge(earlier.key(), earlier, story.outbox()),
                        story.only().id(),
                        new Verdict.Resolved(conflict, "manual", new Resolution.TakeTheirs()),
                        new Refusals(RefusalPolicies.holding(), 100, ItemBuilder.SAVED_AT));

        // Then
        StoredItem after = ((Effect.RowEdit.Put) effect.row()).stored();
        assertThat(after.item().value("title")).isEqualTo("theirs");
        assertThat(after.lastChangedAt()).isNull();
    }
}
