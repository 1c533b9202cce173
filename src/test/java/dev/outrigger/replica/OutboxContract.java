package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.delete;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.replica.StoreProbe.patch;
import static dev.outrigger.replica.StoreUnderTest.test;
import static dev.outrigger.replica.StoreUnderTest.titleIs;
import static dev.outrigger.testing.BlogSchema.fields;
import static dev.outrigger.testing.BlogSchema.item;
import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Version;
import dev.outrigger.predicate.Operator;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.sync.Origin;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.Guard;
import dev.outrigger.sync.edit.Refusal;
import dev.outrigger.sync.push.Claimed;
import dev.outrigger.sync.push.Verdict;

import org.junit.jupiter.api.Test;

import java.util.List;

/// How mutations wait, are merged and end.
interface OutboxContract extends StoreUnderTest {
    private void knownToTheBackend() {
        replica().apply(live(1, item("Post", "id", "p1", "title", "T", "rating", 1)));
    }

    private List<Mutation.Kind> kinds() {
        return replica().outbox().stream().map(each -> each.mutation().kind()).toList();
    }

    private Claimed claimFirst() {
        long first = replica().outbox().getFirst().id();
        return await(replica().store().claim(List.of(first))).getFirst();
    }

    @Test
    default void AC61_anUnsentCreateTakesInALaterUpdate() {
        // Given
        replica().create("Post", "id", "p1", "title", "T");

        // When
        replica().edit(patch(POST, "title", "U", "rating", 2));

        // Then
        assertThat(kinds()).containsExactly(Mutation.Kind.CREATE);
        assertThat(replica().outbox().getFirst().mutation().fields())
                .isEqualTo(fields("title", "U", "rating", 2));
    }

    @Test
    default void AC62_anUnsentCreateThatIsDeletedLeavesNothingToSend() {
        // Given
        replica().create("Post", "id", "p1", "title", "T");

        // When
        replica().edit(delete(POST));

        // Then
        assertThat(replica().outbox()).isEmpty();
        assertThat(replica().get(POST)).isEmpty();
    }

    @Test
    default void aForgottenItemMayBeCreatedAgain() {
        // Given
        replica().create("Post", "id", "p1", "title", "T");
        replica().edit(delete(POST));

        // When
        EditOutcome outcome = replica().create("Post", "id", "p1", "title", "again");

        // Then
        assertThat(outcome).isInstanceOf(EditOutcome.Created.class);
        assertThat(kinds()).containsExactly(Mutation.Kind.CREATE);
    }

    @Test
    default void AC63_aCreateThatIsOnItsWayIsFollowedByItsDelete() {
        // Given
        replica().create("Post", "id", "p1", "title", "T");
        claimFirst();

        // When
        replica().edit(delete(POST));

        // Then
        assertThat(kinds()).containsExactly(Mutation.Kind.CREATE, Mutation.Kind.DELETE);
    }

    @Test
    default void AC64_unsentUpdatesBecomeOneWithTheUnionOfTheirFields() {
        // Given
        knownToTheBackend();

        // When
        replica().edit(patch(POST, "title", "U"));
        replica().edit(patch(POST, "rating", 2));
        replica().edit(patch(POST, "title", "V"));

        // Then
        assertThat(kinds()).containsExactly(Mutation.Kind.UPDATE);
        assertThat(replica().outbox().getFirst().mutation().fields())
                .isEqualTo(fields("title", "V", "rating", 2));
    }

    @Test
    default void AC65_anUpdateWithAConditionStaysApartAndKeepsIt() {
        // Given
        knownToTheBackend();
        replica().edit(patch(POST, "title", "U"));
        Predicate condition =
                new Predicate.And(
                        List.of(
                                titleIs("U"),
                                new Predicate.Not(test("Post", "rating", Operator.BETWEEN, 5, 9))));

        // When
        replica().edit(new Edit.Patch(POST, fields("rating", 2), Guard.on(condition)));

        // Then
        assertThat(kinds()).containsExactly(Mutation.Kind.UPDATE, Mutation.Kind.UPDATE);
        assertThat(replica().outbox().getFirst().mutation().condition())
                .isEqualTo(new Predicate.All());
        assertThat(replica().outbox().getLast().mutation().condition()).isEqualTo(condition);
    }

    @Test
    default void AC66_anUnsentUpdateThatIsDeletedLeavesOneDelete() {
        // Given
        knownToTheBackend();
        replica().edit(patch(POST, "title", "U"));

        // When
        replica().edit(delete(POST));

        // Then
        assertThat(kinds()).containsExactly(Mutation.Kind.DELETE);
    }

    @Test
    default void AC67_aSecondDeleteAddsNothing() {
        // Given
        knownToTheBackend();
        replica().edit(delete(POST));

        // When
        replica().edit(delete(POST));

        // Then
        assertThat(kinds()).containsExactly(Mutation.Kind.DELETE);
    }

    @Test
    default void AC68_anUpdateOfAnItemWhoseDeletionIsPendingIsRefused() {
        // Given
        knownToTheBackend();
        replica().edit(delete(POST));

        // When
        EditOutcome outcome = replica().edit(patch(POST, "title", "U"));

        // Then
        assertThat(outcome).isInstanceOf(EditOutcome.Refused.class);
        assertThat(kinds()).containsExactly(Mutation.Kind.DELETE);
    }

    @Test
    default void AC69_aSecondCreateOfAKeyIsRefused() {
        // Given
        replica().create("Post", "id", "p1", "title", "T");

        // When
        EditOutcome outcome = replica().create("Post", "id", "p1", "title", "U");

        // Then
        assertThat(outcome).isEqualTo(new EditOutcome.Refused(new Refusal.ItemExists(POST)));
        assertThat(replica().outbox()).hasSize(1);
    }

    @Test
    default void AC70_equalKeysOfTwoModelsDoNotMeet() {
        // Given
        replica().create("Post", "id", "same", "title", "T");
        replica().create("Blog", "id", "same", "name", "N");

        // When
        replica().edit(delete(key("Post", "same")));

        // Then
        assertThat(replica().outbox())
                .extracting(PendingMutation::key)
                .containsExactly(key("Blog", "same"));
        assertThat(replica().all("Blog")).hasSize(1);
    }

    @Test
    default void AC75_anUpdateThatChangesNothingLeavesNoTrace() {
        // Given
        knownToTheBackend();
        int before = replica().changes().size();

        // When
        EditOutcome outcome = replica().edit(patch(POST, "title", "T", "rating", 1));

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        EditOutcome.Updated.class,
                        updated -> assertThat(updated.seq()).isEqualTo(before));
        assertThat(replica().changes()).hasSize(before);
        assertThat(replica().outbox()).isEmpty();
    }

    @Test
    default void AC76_aChangedElementSendsItsWholeFieldAndOnlyThat() {
        // Given
        replica()
                .apply(
                        live(
                                1,
                                item(
                                        "Post",
                                        "id",
                                        "p1",
                                        "title",
                                        "T",
                                        "tags",
                                        List.of("a", "b"),
                                        "details",
                                        fields("pages", 1, "words", 2.0, "authors", null))));

        // When
        replica().edit(patch(POST, "details", fields("pages", 3)));

        // Then
        assertThat(replica().outbox().getFirst().mutation().fields())
                .isEqualTo(fields("details", fields("pages", 3, "words", 2.0, "authors", null)));
    }

    @Test
    default void AC78_aRelationSetToNullSendsAllItsForeignKeyFields() {
        // Given
        replica().apply(live(1, item("Shelf", "id", "s1", "depotCountry", "ch", "depotNumber", 1)));

        // When
        replica().edit(patch(key("Shelf", "s1"), "depot", null));

        // Then
        assertThat(replica().outbox().getFirst().mutation().fields())
                .isEqualTo(fields("depotCountry", null, "depotNumber", null));
    }

    @Test
    default void aClaimCountsAnAttemptAndTellsTheVersionThatTheMutationBuildsOn() {
        // Given
        knownToTheBackend();
        replica().edit(patch(POST, "title", "U"));

        // When
        Claimed claimed = claimFirst();

        // Then
        assertThat(claimed.base()).isEqualTo(new Version(1));
        assertThat(claimed.mutation().attempts()).isEqualTo(1);
        assertThat(replica().outbox()).containsExactly(claimed.mutation());
    }

    @Test
    default void aClaimOfMutationsThatAreGoneAnswersTheOthersInOrder() {
        // Given
        replica().create("Post", "id", "p1", "title", "T");
        replica().create("Post", "id", "p2", "title", "T");

        // When
        List<Claimed> claimed = await(replica().store().claim(List.of(99L, 2L, 1L)));

        // Then
        assertThat(claimed).extracting(each -> each.mutation().id()).containsExactly(1L, 2L);
    }

    @Test
    default void nothingIsMergedIntoAMutationThatWasClaimed() {
        // Given
        knownToTheBackend();
        replica().edit(patch(POST, "title", "U"));
        claimFirst();

        // When
        replica().edit(patch(POST, "rating", 2));

        // Then
        assertThat(replica().outbox())
                .extracting(each -> each.mutation().fields())
                .containsExactly(fields("title", "U"), fields("rating", 2));
    }

    @Test
    default void anAcknowledgedMutationLeavesTheOutboxAndItsAnswerIsWhatClientsSee() {
        // Given
        replica().create("Post", "id", "p1", "title", "T");

        // When
        replica().acknowledge(1, item("Post", "id", "p1", "title", "T", "rating", 9));

        // Then
        StoredItem stored = replica().get(POST).orElseThrow();
        assertThat(replica().outbox()).isEmpty();
        assertThat(stored.pending()).isFalse();
        assertThat(stored.version()).isEqualTo(new Version(1));
        assertThat(stored.item().value("rating")).isEqualTo(9);
        assertThat(replica().changes().getLast().change().origin()).isEqualTo(Origin.REMOTE);
    }

    @Test
    default void aVerdictThatComesTwiceHasNoSecondEffect() {
        // Given
        replica().create("Post", "id", "p1", "title", "T");
        PendingMutation sent = claimFirst().mutation();
        Verdict verdict = new Verdict.Acknowledged(live(1, item("Post", "id", "p1", "title", "T")));
        replica().settle(sent, verdict);
        int before = replica().changes().size();

        // When
        replica().settle(sent, verdict);

        // Then
        assertThat(replica().changes()).hasSize(before);
    }

    @Test
    default void aHeldMutationStaysWithItsReasonUntilItIsReleased() {
        // Given
        replica().create("Post", "id", "p1", "title", "T");
        replica().create("Post", "id", "p2", "title", "T");
        replica()
                .settle(
                        claimFirst().mutation(),
                        new Verdict.Refused(
                                Rejection.of(Rejection.Cause.BAD_RECORD, "BadInput", "bad input")));

        // Then
        PendingMutation held = replica().outbox().getFirst();
        assertThat(held.standing()).isEqualTo(Standing.HELD);
        assertThat(held.lastError()).isEqualTo("BadInput: bad input");
        assertThat(await(replica().store().outboxSummary()).held()).isEqualTo(1);

        // When
        int released = await(replica().store().release());

        // Then
        assertThat(released).isEqualTo(1);
        assertThat(replica().outbox())
                .extracting(PendingMutation::standing)
                .containsExactly(Standing.WAITING, Standing.WAITING);
    }

    @Test
    default void theSummaryCountsMutationsAndKnowsTheOldest() {
        // Given
        assertThat(await(replica().store().outboxSummary()))
                .isEqualTo(new OutboxSummary(0, 0, null));
        replica().create("Post", "id", "p1", "title", "T");
        replica().create("Post", "id", "p2", "title", "T");

        // Then
        assertThat(await(replica().store().outboxSummary()))
                .isEqualTo(new OutboxSummary(2, 0, replica().outbox().getFirst().savedAt()));
    }

    @Test
    default void theOutboxIsReadInPages() {
        // Given
        for (int number = 1; number <= 5; number++) {
            replica().create("Post", "id", "p" + number, "title", "T");
        }

        // Then
        assertThat(await(replica().store().outbox(2, 2)))
                .extracting(PendingMutation::id)
                .containsExactly(3L, 4L);
    }
}
