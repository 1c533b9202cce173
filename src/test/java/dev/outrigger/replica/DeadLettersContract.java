package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.delete;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.replica.StoreProbe.patch;
import static dev.outrigger.replica.StoreProbe.tombstone;
import static dev.outrigger.replica.StoreUnderTest.POST;
import static dev.outrigger.replica.StoreUnderTest.titleIs;
import static dev.outrigger.testing.BlogSchema.fields;
import static dev.outrigger.testing.BlogSchema.item;
import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Version;
import dev.outrigger.replica.DeadLetters.Outcome;
import dev.outrigger.sync.BackendError;
import dev.outrigger.sync.BaseSnapshot;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.RefusalPolicies;
import dev.outrigger.sync.RefusalPolicy;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.Guard;
import dev.outrigger.sync.edit.LetterRequest;
import dev.outrigger.sync.edit.Refusal;
import dev.outrigger.sync.push.Claimed;
import dev.outrigger.sync.push.Verdict;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What every replica does with mutations that the backend refused for good.
public abstract class DeadLettersContract {
    private static final LetterRequest AS_IT_IS = new LetterRequest.Retry(Map.of());
    private static final LetterRequest DISCARD = new LetterRequest.Discard();
    private static final Rejection REJECTION =
            new Rejection(
                    Rejection.Cause.BAD_RECORD,
                    List.of(
                            new BackendError("BadInput", "too long"),
                            new BackendError("Validation", "and too \"loud\"")));

    private static final ItemKey SECOND = key("Post", "p2");

    private StoreProbe replica;

    /// An empty replica of [dev.outrigger.testing.BlogSchema].
    ///
    /// @param limit of dead letters
    protected abstract ReplicaStore emptyStore(RefusalPolicies policies, long limit);

    private DeadLetters open(RefusalPolicy policy) {
        return open(policy, 100);
    }

    private DeadLetters open(RefusalPolicy policy, long limit) {
        replica = new StoreProbe(emptyStore(new RefusalPolicies(policy, Map.of()), limit));
        replica.apply(live(1, item("Post", "id", "p1", "title", "T", "rating", 1)));
        return replica.store().deadLetters();
    }

    /// Sends the oldest mutation, which the backend refuses.
    private List<DeadLetter> refuse() {
        long first = replica.outbox().getFirst().id();
        Claimed claimed = await(replica.store().claim(List.of(first))).getFirst();
        return await(replica.store().settle(claimed.mutation(), new Verdict.Refused(REJECTION)));
    }

    private DeadLetter refuse(Edit edit) {
        replica.edit(edit);
        return refuse().getFirst();
    }

    private Object title() {
        return replica.get(POST).orElseThrow().item().value("title");
    }

    @Test
    void aDeadLetterIsKeptWithEverythingThatADecisionNeeds() {
        // Given
        DeadLetters letters = open(RefusalPolicy.ROLLBACK);
        replica.edit(new Edit.Patch(POST, fields("title", "U"), Guard.on(titleIs("T"))));

        // When
        List<DeadLetter> made = refuse();

        // Then
        DeadLetter letter = await(letters.get(made.getFirst().id())).orElseThrow();
        assertThat(letter).isEqualTo(made.getFirst());
        assertThat(letter.rejection()).isEqualTo(REJECTION);
        assertThat(letter.policy()).isEqualTo(RefusalPolicy.ROLLBACK);
        assertThat(letter.item().value("title")).isEqualTo("U");
        assertThat(letter.theirs().value("title")).isEqualTo("T");
        assertThat(letter.version()).isEqualTo(new Version(1));
        PendingMutation mutation = letter.mutation();
        assertThat(mutation.mutation().fields()).isEqualTo(fields("title", "U"));
        assertThat(mutation.mutation().condition()).isEqualTo(titleIs("T"));
        assertThat(mutation.base())
                .isEqualTo(new BaseSnapshot(new Version(1), fields("title", "T")));
        assertThat(mutation.attempts()).isEqualTo(1);
    }

    @Test
    void AC18_aRetryIsRefusedThatWouldMakeAChildWithoutItsParent() {
        // Given
        DeadLetters letters = open(RefusalPolicy.ROLLBACK);
        DeadLetter letter =
                refuse(
                        StoreProbe.create(
                                item("Comment", "id", "c1", "content", "C", "postID", "p1")));
        replica.apply(tombstone(2, item("Post", "id", "p1", "title", "T")));

        // When
        Outcome again =
                await(letters.decide(letter.id(), new LetterRequest.Retry(fields("content", "D"))));
        Outcome elsewhere =
                await(letters.decide(letter.id(), new LetterRequest.Retry(fields("postID", "p2"))));
        Outcome nowhere =
                await(letters.decide(letter.id(), new LetterRequest.Retry(fields("postID", null))));

        // Then
        ItemKey comment = key("Comment", "c1");
        assertThat(again)
                .isEqualTo(new Outcome.Refused(new Refusal.ParentUnknown(comment, "post", POST)));
        assertThat(elsewhere)
                .isEqualTo(
                        new Outcome.Refused(
                                new Refusal.ParentUnknown(comment, "post", key("Post", "p2"))));
        assertThat(nowhere).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void lettersAreListedByPagesAndModels() {
        // Given
        DeadLetters letters = open(RefusalPolicy.KEEP);
        for (int number = 2; number <= 4; number++) {
            refuse(StoreProbe.create(item("Post", "id", "p" + number, "title", "T")));
        }

        // When
        List<DeadLetter> first = await(letters.list("Post", 0, 2));
        List<DeadLetter> second = await(letters.list(null, first.getLast().id(), 2));

        // Then
        assertThat(first).hasSize(2);
        assertThat(second).hasSize(1);
        assertThat(await(letters.list("Comment", 0, 2))).isEmpty();
        assertThat(await(letters.counts())).isEqualTo(new DeadLetters.Counts(3, 0));
        assertThat(await(letters.get(4_711))).isEmpty();
    }

    @Test
    void whatIsHeldStaysInTheOutboxAndIsALetter() {
        // Given
        DeadLetters letters = open(RefusalPolicy.HOLD);

        // When
        refuse(patch(POST, "title", "U"));

        // Then
        assertThat(replica.outbox())
                .extracting(PendingMutation::standing)
                .containsExactly(Standing.HELD);
        assertThat(await(letters.counts())).isEqualTo(new DeadLetters.Counts(1, 1));
        assertThat(await(replica.store().outboxSummary()).held()).isEqualTo(1);
    }

    @Test
    void anEditThatMendsAHeldMutationEndsItsLetter() {
        // Given
        DeadLetters letters = open(RefusalPolicy.HOLD);
        refuse(patch(POST, "title", "U"));

        // When
        replica.edit(patch(POST, "title", "V"));

        // Then
        assertThat(await(letters.counts()).letters()).isZero();
        assertThat(replica.outbox())
                .extracting(PendingMutation::standing)
                .containsExactly(Standing.WAITING);
    }

    @Test
    void aDeleteThatReplacesAHeldMutationEndsItsLetter() {
        // Given
        DeadLetters letters = open(RefusalPolicy.HOLD);
        refuse(patch(POST, "title", "U"));

        // When
        replica.edit(delete(POST));

        // Then
        assertThat(await(letters.counts()).letters()).isZero();
    }

    @Test
    void anotherAttemptOfEverythingEndsTheLettersThatHold() {
        // Given
        DeadLetters letters = open(RefusalPolicy.HOLD);
        refuse(patch(POST, "title", "U"));

        // When
        int released = await(replica.store().release());

        // Then
        assertThat(released).isEqualTo(1);
        assertThat(await(letters.counts()).letters()).isZero();
        assertThat(refuse()).hasSize(1);
        assertThat(await(letters.counts()).letters()).isEqualTo(1);
    }

    @Test
    void aRolledBackItemIsTheBackendsAndObserversHearOfIt() {
        // Given
        open(RefusalPolicy.ROLLBACK);

        // When
        refuse(patch(POST, "title", "U"));

        // Then
        assertThat(title()).isEqualTo("T");
        assertThat(replica.outbox()).isEmpty();
        ItemChange last = replica.changes().getLast().change();
        assertThat(last.kind()).isEqualTo(ItemChange.Kind.UPDATE);
        assertThat(last.after().item().value("title")).isEqualTo("T");
    }

    @Test
    void aRolledBackCreateTakesItsUpdateAlong() {
        // Given
        DeadLetters letters = open(RefusalPolicy.ROLLBACK);
        replica.create("Post", "id", "p2", "title", "T");
        long create = replica.outbox().getFirst().id();
        Claimed claimed = await(replica.store().claim(List.of(create))).getFirst();
        replica.edit(patch(SECOND, "title", "U"));

        // When
        List<DeadLetter> made =
                await(replica.store().settle(claimed.mutation(), new Verdict.Refused(REJECTION)));

        // Then
        assertThat(made)
                .extracting(letter -> letter.rejection().cause())
                .containsExactly(Rejection.Cause.BAD_RECORD, Rejection.Cause.FOUNDATION_REFUSED);
        assertThat(await(letters.counts()).letters()).isEqualTo(2);
        assertThat(replica.outbox()).isEmpty();
        assertThat(replica.get(SECOND)).isEmpty();
    }

    @Test
    void aHeldLetterIsRetriedInItsPlaceWithAPatch() {
        // Given
        DeadLetters letters = open(RefusalPolicy.HOLD);
        DeadLetter letter = refuse(patch(POST, "title", "U"));
        List<String> told = new ArrayList<>();
        letters.onDecided(() -> told.add("decided"));

        // When
        Outcome outcome =
                await(letters.decide(letter.id(), new LetterRequest.Retry(fields("title", "V"))));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(told).hasSize(1);
        assertThat(title()).isEqualTo("V");
        PendingMutation again = replica.outbox().getFirst();
        assertThat(again.id()).isEqualTo(letter.id());
        assertThat(again.standing()).isEqualTo(Standing.WAITING);
        assertThat(again.mutation().fields()).isEqualTo(fields("title", "V"));
    }

    @Test
    void aRolledBackLetterIsRetriedAsAnEdit() {
        // Given
        DeadLetters letters = open(RefusalPolicy.ROLLBACK);
        DeadLetter letter = refuse(patch(POST, "title", "U"));

        // When
        await(letters.decide(letter.id(), AS_IT_IS));

        // Then
        assertThat(title()).isEqualTo("U");
        assertThat(replica.outbox().getFirst().mutation().fields()).isEqualTo(fields("title", "U"));
        assertThat(await(letters.counts()).letters()).isZero();
    }

    @Test
    void aDecisionThatCannotBeCarriedOutChangesNothing() {
        // Given
        DeadLetters letters = open(RefusalPolicy.HOLD);
        DeadLetter letter = refuse(patch(POST, "title", "U"));

        // When
        Outcome outcome =
                await(
                        letters.decide(
                                letter.id(), new LetterRequest.Retry(fields("rating", "many"))));

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.refusal())
                                        .isInstanceOf(Refusal.ItemInvalid.class));
        assertThat(await(letters.counts()).letters()).isEqualTo(1);
    }

    @Test
    void whatIsGivenUpIsGoneAndTheItemIsTheBackends() {
        // Given
        DeadLetters letters = open(RefusalPolicy.HOLD);
        DeadLetter letter = refuse(patch(POST, "title", "U"));

        // When
        Outcome outcome = await(letters.decide(letter.id(), DISCARD));
        Outcome again = await(letters.decide(letter.id(), DISCARD));

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Done.class,
                        done -> assertThat(done.item().item().value("title")).isEqualTo("T"));
        assertThat(again).isInstanceOf(Outcome.Unknown.class);
        assertThat(title()).isEqualTo("T");
        assertThat(replica.outbox()).isEmpty();
    }

    @Test
    void withoutRoomARefusedMutationIsHeldInTheOutboxAndNoneIsDropped() {
        // Given
        DeadLetters letters = open(RefusalPolicy.ROLLBACK, 1);
        refuse(patch(POST, "title", "U"));

        // When
        replica.edit(patch(POST, "title", "V"));
        List<DeadLetter> made = refuse();

        // Then
        assertThat(made).isEmpty();
        assertThat(await(letters.counts()).letters()).isEqualTo(1);
        assertThat(replica.outbox())
                .extracting(PendingMutation::standing)
                .containsExactly(Standing.HELD);
        assertThat(title()).isEqualTo("V");
    }
}
