package dev.outrigger.sync.edit;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Version;
import dev.outrigger.sync.BaseSnapshot;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.testing.OneKey;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;

/// What each mutation remembers of the item that it was made from.
class BaseSnapshotTest {
    private static OneKey synced() {
        return OneKey.synced(
                anItem("Post").with("title", "v1").with("rating", 1).withVersion(1).remote());
    }

    private static BaseSnapshot base(long version, Map<String, Object> fields) {
        return new BaseSnapshot(new Version(version), fields);
    }

    @Test
    void anUpdateKeepsWhatItsFieldsWereAtTheBackend() {
        // Given
        OneKey story = synced();

        // When
        story.edit(anItem("Post").patch("title", "ours"));

        // Then
        assertThat(story.only().base()).isEqualTo(base(1, Map.of("title", "v1")));
    }

    @Test
    void aCreateHasNone() {
        // Given
        OneKey story = OneKey.unknown(anItem("Post").key());

        // When
        story.edit(anItem("Post").create());
        story.edit(anItem("Post").patch("title", "second"));

        // Then
        assertThat(story.only().base()).isNull();
    }

    @Test
    void eachFieldOfMergedUpdatesIsAsItsFirstEditFoundIt() {
        // Given
        OneKey story = synced();

        // When
        story.edit(anItem("Post").patch("title", "first"));
        story.edit(anItem("Post").patch("title", "second", "rating", 5));

        // Then
        assertThat(story.only().base()).isEqualTo(base(1, Map.of("title", "v1", "rating", 1)));
    }

    @Test
    void aNewerStateOfTheBackendDoesNotChangeWhatAMutationWasMadeFrom() {
        // Given
        OneKey story = synced();
        story.edit(anItem("Post").patch("title", "ours"));
        story.receive(
                anItem("Post").with("title", "theirs").with("rating", 9).withVersion(2).remote());

        // When
        story.edit(anItem("Post").patch("rating", 2));

        // Then
        assertThat(story.only().base()).isEqualTo(base(1, Map.of("title", "v1", "rating", 1)));
    }

    @Test
    void anUpdateBehindOneOnItsWayBuildsOnIt() {
        // Given
        OneKey story = synced();
        story.edit(anItem("Post").patch("title", "first"));
        story.claim();

        // When
        story.edit(anItem("Post").patch("title", "second", "rating", 2));

        // Then
        assertThat(story.outbox().getLast().base())
                .isEqualTo(base(1, Map.of("title", "first", "rating", 1)));
    }

    @Test
    void aDeleteKeepsTheWholeItemBelowTheUpdatesThatItReplaces() {
        // Given
        OneKey story = synced();
        story.edit(anItem("Post").patch("title", "ours"));

        // When
        story.edit(anItem("Post").delete());

        // Then
        assertThat(story.only().base().version()).isEqualTo(new Version(1));
        assertThat(story.only().base().fields())
                .containsEntry("title", "v1")
                .containsEntry("rating", 1)
                .doesNotContainKey("id");
    }

    @Test
    void anItemThatComesBackBeforeItsDeleteIsSentIsComparedWithTheDeletedOne() {
        // Given
        OneKey story = synced();
        story.edit(anItem("Post").delete());

        // When
        story.edit(anItem("Post").with("title", "again").create());

        // Then
        assertThat(story.only().base().fields())
                .containsEntry("title", "v1")
                .containsEntry("rating", 1);
    }

    @Test
    void aMendedMutationKeepsTheBaseOfTheRefusedOne() {
        // Given
        OneKey story = synced();
        story.edit(anItem("Post").patch("title", "far too long"));
        story.claim();
        story.edit(anItem("Post").patch("rating", 2));
        story.settle(
                new Verdict.Refused(
                        Rejection.of(Rejection.Cause.BAD_RECORD, "BadInput", "too long")));

        // When
        story.edit(anItem("Post").patch("title", "short"));

        // Then
        Map<String, Object> expected = new HashMap<>(Map.of("title", "v1", "rating", 1));
        assertThat(story.only().base()).isEqualTo(base(1, expected));
    }
}
