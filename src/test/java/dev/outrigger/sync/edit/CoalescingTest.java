package dev.outrigger.sync.edit;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.testing.OneKey;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// How edits of one item become mutations in its outbox.
class CoalescingTest {
    private static OneKey synced() {
        return OneKey.synced(anItem("Post").with("title", "v1").withVersion(1).remote());
    }

    private static OneKey created() {
        OneKey story = OneKey.unknown(anItem("Post").key());
        story.edit(anItem("Post").with("title", "v1").create());
        return story;
    }

    private static void retitle(OneKey story, String... titles) {
        for (String title : titles) {
            story.edit(anItem("Post").patch("title", title));
        }
    }

    private static Guard ifTitle(String title) {
        return anItem("Post").when("title", title);
    }

    private static List<Map<String, Object>> sent(OneKey story) {
        return story.outbox().stream().map(each -> each.mutation().fields()).toList();
    }

    @Test
    void AC54_threeUpdatesWhileTheFirstIsOnItsWayBecomeTwoMutations() {
        // Given
        OneKey story = synced();
        retitle(story, "first");
        story.claim();

        // When
        retitle(story, "second", "third");

        // Then
        assertThat(sent(story)).containsExactly(Map.of("title", "first"), Map.of("title", "third"));
        story.settle(
                new Verdict.Acknowledged(
                        anItem("Post").with("title", "first").withVersion(2).remote()));
        assertThat(story.value("title")).isEqualTo("third");
        story.acknowledge(anItem("Post").with("title", "third").withVersion(3).remote());
        assertThat(story.value("title")).isEqualTo("third");
        assertThat(story.item().version().number()).isEqualTo(3);
        assertThat(story.changes())
                .extracting(change -> change.after().item().value("title"))
                .containsExactly("first", "second", "third", "third");
    }

    @Test
    void AC55_updatesThatAreEachSentBeforeTheNextStayApart() {
        // Given
        OneKey story = synced();

        // When
        for (int number = 2; number <= 4; number++) {
            retitle(story, "v" + number);
            story.acknowledge(
                    anItem("Post").with("title", "v" + number).withVersion(number).remote());
        }

        // Then
        assertThat(story.item().version().number()).isEqualTo(4);
        assertThat(story.outbox()).isEmpty();
    }

    @Test
    void AC56_updatesBeforeTheCreateIsSentTravelInIt() {
        // Given
        OneKey story = created();

        // When
        retitle(story, "v2", "v3", "v4");

        // Then
        assertThat(story.only().mutation().kind()).isEqualTo(Mutation.Kind.CREATE);
        assertThat(story.only().mutation().fields()).containsEntry("title", "v4");
        story.acknowledge(anItem("Post").with("title", "v4").withVersion(1).remote());
        assertThat(story.item().version().number()).isEqualTo(1);
    }

    @Test
    void AC57_eachUpdateAfterAnEmptyOutboxIsAMutationOfItsOwn() {
        // Given
        OneKey story = created();
        story.acknowledge(anItem("Post").with("title", "v1").withVersion(1).remote());

        // When
        retitle(story, "v2");
        PendingMutation second = story.only();
        story.acknowledge(anItem("Post").with("title", "v2").withVersion(2).remote());
        retitle(story, "v3");

        // Then
        assertThat(story.only().id()).isNotEqualTo(second.id());
        assertThat(story.claim().base().number()).isEqualTo(2);
    }

    @Test
    void AC61_anUpdateOfAnUnsentCreateKeepsItsPlaceAndBothSetsOfFields() {
        // Given
        OneKey story = created();
        long place = story.only().id();

        // When
        story.edit(anItem("Post").patch("rating", 5));

        // Then
        assertThat(story.only().id()).isEqualTo(place);
        assertThat(story.only().mutation().kind()).isEqualTo(Mutation.Kind.CREATE);
        assertThat(story.only().mutation().fields())
                .isEqualTo(Map.of("title", "v1", "status", "ACTIVE", "rating", 5));
    }

    @Test
    void AC64_unconditionalUpdatesBecomeOneWithTheUnionOfTheirFields() {
        // Given
        OneKey story = synced();

        // When
        story.edit(anItem("Post").patch("title", "v2", "rating", 1));
        story.edit(anItem("Post").patch("rating", 2, "tags", List.of("a")));

        // Then
        assertThat(story.only().mutation().fields())
                .isEqualTo(Map.of("title", "v2", "rating", 2, "tags", List.of("a")));
    }

    @Test
    void AC65_anUpdateWithAConditionStaysApartInOrder() {
        // Given
        OneKey story = synced();
        retitle(story, "v2");

        // When
        story.edit(anItem("Post").patch(ifTitle("v2"), "title", "v3"));

        // Then
        assertThat(sent(story)).containsExactly(Map.of("title", "v2"), Map.of("title", "v3"));
        assertThat(story.outbox())
                .extracting(each -> each.mutation().conditional())
                .containsExactly(false, true);
    }

    @Test
    void AC65_nothingIsMergedIntoAnUpdateWithACondition() {
        // Given
        OneKey story = synced();
        story.edit(anItem("Post").patch(ifTitle("v1"), "title", "v2"));

        // When
        retitle(story, "v3");

        // Then
        assertThat(story.outbox())
                .extracting(each -> each.mutation().conditional())
                .containsExactly(true, false);
    }

    @Test
    void AC66_aDeleteReplacesAnUnsentUpdateAndStandsAtTheTail() {
        // Given
        OneKey story = synced();
        retitle(story, "v2");
        long place = story.only().id();

        // When
        story.edit(anItem("Post").delete());

        // Then
        assertThat(story.only().mutation().kind()).isEqualTo(Mutation.Kind.DELETE);
        assertThat(story.only().id()).isGreaterThan(place);
    }

    @Test
    void AC66_aDeleteWithAConditionStandsBehindTheUpdate() {
        // Given
        OneKey story = synced();
        retitle(story, "v2");

        // When
        story.edit(anItem("Post").delete(ifTitle("v2")));

        // Then
        assertThat(story.outbox())
                .extracting(each -> each.mutation().kind())
                .containsExactly(Mutation.Kind.UPDATE, Mutation.Kind.DELETE);
    }

    @Test
    void AC70_itemsOfTwoModelsWithTheSameIdHaveDifferentKeys() {
        // When
        ItemKey post = anItem("Post").withId("same").key();
        ItemKey comment = anItem("Comment").withId("same").key();

        // Then
        assertThat(post).isNotEqualTo(comment);
    }

    @Test
    void nothingIsMergedIntoAMutationThatMayHaveBeenSent() {
        // Given
        for (Standing standing : List.of(Standing.SENT, Standing.CONTESTED)) {
            OneKey story = synced();
            retitle(story, "v2");
            story.claim();
            story.settle(new Verdict.Postponed(standing, "no answer"));

            // When
            retitle(story, "v3");

            // Then
            assertThat(sent(story)).containsExactly(Map.of("title", "v2"), Map.of("title", "v3"));
        }
    }

    @Test
    void anEditMendsAMutationThatIsHeld() {
        // Given
        OneKey story = synced();
        retitle(story, "too long");
        story.claim();
        story.settle(
                new Verdict.Refused(
                        Rejection.of(Rejection.Cause.BAD_RECORD, "BadInput", "too long")));

        // When
        retitle(story, "v3");

        // Then
        assertThat(story.only().standing()).isEqualTo(Standing.WAITING);
        assertThat(story.only().mutation().fields()).isEqualTo(Map.of("title", "v3"));
        assertThat(story.only().lastError()).contains("too long");
    }

    @Test
    void aMutationThatWasPostponedAsItIsTakesInALaterEdit() {
        // Given
        OneKey story = synced();
        retitle(story, "v2");
        story.claim();
        story.settle(new Verdict.Postponed(Standing.WAITING, "throttled"));

        // When
        retitle(story, "v3");

        // Then
        assertThat(sent(story)).containsExactly(Map.of("title", "v3"));
    }

    @Test
    void anUpdateThatRefersToANewParentDoesNotTakeAnEarlierPlace() {
        // Given
        OneKey story = OneKey.synced(anItem("Comment").withVersion(1).remote());
        story.edit(anItem("Comment").patch("content", "B"));

        // When
        story.edit(anItem("Comment").patch("postID", "p2"));

        // Then
        assertThat(sent(story)).containsExactly(Map.of("content", "B"), Map.of("postID", "p2"));
    }

    @Test
    void anEditMendsAHeldMutationAlsoWhenALaterOneStandsBetween() {
        // Given
        OneKey story = created();
        story.claim();
        story.edit(anItem("Post").patch("rating", 5));
        story.settle(
                new Verdict.Refused(
                        Rejection.of(Rejection.Cause.BAD_RECORD, "BadInput", "too long")));
        long place = story.outbox().getFirst().id();

        // When
        retitle(story, "short");

        // Then
        assertThat(story.only().mutation().kind()).isEqualTo(Mutation.Kind.CREATE);
        assertThat(story.only().standing()).isEqualTo(Standing.WAITING);
        assertThat(story.only().mutation().fields())
                .isEqualTo(Map.of("title", "short", "status", "ACTIVE", "rating", 5));
        assertThat(story.only().id()).as("its place, which children wait behind").isEqualTo(place);
    }

    @Test
    void anEditThatRefersToANewParentMendsAHeldMutationAtTheTail() {
        // Given
        OneKey story = OneKey.unknown(anItem("Comment").key());
        story.edit(anItem("Comment").create());
        story.claim();
        story.settle(
                new Verdict.Refused(
                        Rejection.of(Rejection.Cause.BAD_RECORD, "BadInput", "no such post")));
        long place = story.only().id();

        // When
        story.edit(anItem("Comment").patch("postID", "p2"));

        // Then
        assertThat(story.only().mutation().fields()).containsEntry("postID", "p2");
        assertThat(story.only().related()).containsExactly(anItem("Post").withId("p2").key());
        assertThat(story.only().id()).isGreaterThan(place);
    }

    @Test
    void aDeleteReplacesAHeldMutationAndTheOnesBehindIt() {
        // Given
        OneKey story = synced();
        retitle(story, "too long");
        story.claim();
        story.edit(anItem("Post").patch("rating", 5));
        story.settle(
                new Verdict.Refused(
                        Rejection.of(Rejection.Cause.BAD_RECORD, "BadInput", "too long")));

        // When
        story.edit(anItem("Post").delete());

        // Then
        assertThat(story.only().mutation().kind()).isEqualTo(Mutation.Kind.DELETE);
    }

    @Test
    void aDeleteReplacesAnUnsentCreateOfAKeyThatIsTakenAtTheBackend() {
        // Given
        OneKey story = created();
        story.receive(anItem("Post").with("title", "theirs").withVersion(4).remote());

        // When
        story.edit(anItem("Post").delete());

        // Then
        assertThat(story.only().mutation().kind()).isEqualTo(Mutation.Kind.DELETE);
        assertThat(story.claim().base().number()).isEqualTo(4);
    }
}
