package dev.outrigger.sync.edit;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Version;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.sync.resolution.FieldRule;
import dev.outrigger.sync.resolution.RemoteDeletion;
import dev.outrigger.sync.resolution.Strategy;
import dev.outrigger.testing.OneKey;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Map;

/// An item that is brought back while its own deletion is on its way.
class UndeleteBehindDeletionTest {
    private static OneKey synced() {
        return OneKey.synced(anItem("Post").with("rating", 1).withVersion(3).remote());
    }

    private static Edit undelete(@Nullable Object... patch) {
        return anItem("Post").undelete(patch);
    }

    private static RemoteItem theirs(long version) {
        return anItem("Post").with("rating", 1).withVersion(version).remote();
    }

    private static RemoteItem buriedAt(long version) {
        return anItem("Post").with("rating", 1).withVersion(version).deleted().remote();
    }

    @Test
    void aDeletionOnItsWayIsFollowedByTheUndelete() {
        // Given
        OneKey story = synced();
        story.edit(anItem("Post").delete());
        story.claim();

        // When
        story.edit(undelete("title", "again"));
        story.settle(new Verdict.Acknowledged(buriedAt(4)));

        // Then
        assertThat(story.value("title")).isEqualTo("again");
        assertThat(story.only().undeletes()).isTrue();
        assertThat(story.only().base().version()).isEqualTo(new Version(4));
        assertThat(story.claim().base()).isEqualTo(new Version(4));
    }

    @Test
    void aDeletionThatDidNotGoOutIsCancelledByTheUndeleteBehindIt() {
        // Given
        OneKey story = synced();
        story.edit(anItem("Post").delete());
        story.claim();
        story.edit(undelete());

        // When
        story.settle(new Verdict.Postponed(Standing.WAITING, "HTTP 503"));

        // Then
        assertThat(story.outbox()).isEmpty();
        assertThat(story.item()).isEqualTo(theirs(3).stored());
    }

    @Test
    void whatTheUndeleteSetsIsLeftOfAnUpdateOnTopOfTheBackendsItem() {
        // Given
        OneKey story = synced();
        story.edit(anItem("Post").patch("title", "mine"));
        story.edit(anItem("Post").delete());
        story.claim();
        story.receive(anItem("Post").with("rating", 9).withVersion(4).remote());
        story.edit(undelete());

        // When
        story.settle(new Verdict.Postponed(Standing.WAITING, "HTTP 503"));

        // Then
        PendingMutation update = story.only();
        assertThat(update.undeletes()).isFalse();
        assertThat(update.mutation().fields()).isEqualTo(Map.of("title", "mine"));
        assertThat(update.base().version()).isEqualTo(new Version(3));
        assertThat(story.value("title")).isEqualTo("mine");
        assertThat(story.value("rating")).isEqualTo(9);
    }

    @Test
    void anUndeleteStaysWhereSomebodyElseDeletedTheItemMeanwhile() {
        // Given
        OneKey story = synced();
        story.edit(anItem("Post").delete());
        story.claim();
        story.edit(undelete("title", "again"));
        story.receive(buriedAt(4));

        // When
        story.settle(new Verdict.Postponed(Standing.WAITING, "HTTP 503"));

        // Then
        assertThat(story.only().undeletes()).isTrue();
        assertThat(story.only().base().version()).isEqualTo(new Version(4));
        assertThat(story.value("title")).isEqualTo("again");
    }

    @Test
    void aDeletionThatMayHaveArrivedIsNotCancelled() {
        // Given
        OneKey story = synced();
        story.edit(anItem("Post").delete());
        story.claim();
        story.edit(undelete());

        // When
        story.settle(new Verdict.Postponed(Standing.SENT, "no answer"));

        // Then
        assertThat(story.outbox()).hasSize(2);
    }

    @Test
    void whatOthersWroteJustBeforeTheDeletionIsLookedAtBeforeTheItemIsBroughtBack() {
        // Given
        OneKey story = synced();
        story.edit(anItem("Post").delete());
        story.claim();
        story.edit(undelete("rating", 2));

        // When
        story.settle(
                new Verdict.Acknowledged(
                        anItem("Post").with("rating", 7).withVersion(5).deleted().remote()));

        // Then
        PendingMutation undelete = story.only();
        assertThat(undelete.standing()).isEqualTo(Standing.CONTESTED);
        assertThat(undelete.undeletes()).isTrue();
        assertThat(undelete.base().version()).isEqualTo(new Version(5));
        assertThat(undelete.base().fields()).isEqualTo(Map.of("rating", 1));
    }

    @Test
    void mergedWithItsTombstoneAnUndeleteGoesOutOnceMore() {
        // Given
        OneKey story = synced();
        story.edit(anItem("Post").delete());
        story.claim();
        story.edit(undelete("rating", 2));
        RemoteItem tombstone = anItem("Post").with("rating", 7).withVersion(5).deleted().remote();
        story.settle(new Verdict.Acknowledged(tombstone));
        Strategy counting =
                new Strategy.Merge(Map.of("rating", FieldRule.COUNTER), RemoteDeletion.ACCEPT);

        // When
        story.meet(counting, tombstone);

        // Then
        assertThat(story.only().undeletes()).isTrue();
        assertThat(story.only().standing()).isEqualTo(Standing.WAITING);
        assertThat(story.only().mutation().fields()).isEqualTo(Map.of("rating", 8));
        assertThat(story.value("rating")).isEqualTo(8);
    }
}
