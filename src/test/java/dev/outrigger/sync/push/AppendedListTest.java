package dev.outrigger.sync.push;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.push.Verification.Finding;
import dev.outrigger.testing.OneKey;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Whether an update with a list, whose answer was lost, has arrived: Automerge appends, and would
/// append once more.
class AppendedListTest {
    private static RemoteItem tags(long version, String... tags) {
        return anItem("Post").with("tags", List.of(tags)).withVersion(version).remote();
    }

    private static OneKey sentTags(RemoteItem known, String... tags) {
        OneKey story = OneKey.synced(known);
        story.edit(anItem("Post").patch("tags", List.of(tags)));
        story.claim();
        return story;
    }

    private static Finding look(OneKey story, RemoteItem found) {
        return Verification.examine(story.claim(), new FetchOutcome.Found(found));
    }

    @Test
    void hasArrivedAlsoWhenTheChangefeedToldOfItsEffectBeforeTheLook() {
        // Given
        OneKey story = sentTags(tags(1, "x"), "ours");
        story.receive(tags(4, "x", "theirs", "ours"));

        // When
        Finding finding = look(story, tags(5, "x", "theirs", "ours"));

        // Then
        assertThat(finding).isInstanceOf(Finding.Ended.class);
    }

    @Test
    void hasNotArrivedWhenOnlyOthersHaveAppendedToWhatItWasMadeFrom() {
        // Given
        OneKey story = sentTags(tags(1, "x", "ours"), "ours");

        // When
        Finding finding = look(story, tags(2, "x", "ours", "theirs"));

        // Then
        assertThat(finding).isInstanceOf(Finding.SendOn.class);
    }
}
