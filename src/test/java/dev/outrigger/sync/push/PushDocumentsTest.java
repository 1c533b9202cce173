package dev.outrigger.sync.push;

import static dev.outrigger.testing.ItemBuilder.SAVED_AT;
import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.Moment;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.testing.ItemBuilder;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Delivery of several mutations in one document.
class PushDocumentsTest {
    private static final PushLimits LIMITS = new PushLimits(2, DocumentLimits.of(4), 64, 3);

    private final PushMachine machine = new PushMachine(LIMITS);
    private final List<PushCommand> commands = new ArrayList<>();
    private PushState state = machine.initial();

    private static ItemBuilder post(int number) {
        return anItem("Post").withId("p" + number);
    }

    private static ItemBuilder comment(int number, int post) {
        return anItem("Comment").withId("c" + number).with("postID", "p" + post);
    }

    private static PendingMutation[] creates(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> post(number).creating(number))
                .toArray(PendingMutation[]::new);
    }

    private List<PushCommand> on(PushEvent event) {
        PushStep step = machine.step(state, event, new Moment(SAVED_AT, 0));
        state = step.next();
        commands.clear();
        commands.addAll(step.commands());
        return commands;
    }

    private void draining(PendingMutation... outbox) {
        on(new PushEvent.Started());
        on(new PushEvent.Loaded(List.of(outbox), false));
    }

    private List<Claimed> claimed(PendingMutation... mutations) {
        List<Claimed> claimed =
                List.of(mutations).stream().map(each -> Claimed.of(each, null, SAVED_AT)).toList();
        List<Long> ids = List.of(mutations).stream().map(PendingMutation::id).toList();
        on(new PushEvent.ClaimTaken(ids, claimed));
        return claimed;
    }

    private void answer(Claimed sent, PushOutcome outcome) {
        on(new PushEvent.Answered(sent, outcome));
        commands.stream()
                .filter(PushCommand.Settle.class::isInstance)
                .map(PushCommand.Settle.class::cast)
                .toList()
                .forEach(
                        settle ->
                                on(
                                        new PushEvent.Settled(
                                                settle.claimed().mutation().id(),
                                                settle.verdict())));
    }

    private static PushOutcome accepted(int number) {
        return new PushOutcome.Accepted(post(number).remote());
    }

    @Test
    void aFullOutboxFillsTheDocumentsOfEveryLane() {
        // When
        draining(creates(20));

        // Then
        assertThat(commands)
                .containsExactly(
                        new PushCommand.Claim(List.of(1L, 2L, 3L, 4L)),
                        new PushCommand.Claim(List.of(5L, 6L, 7L, 8L)));
    }

    @Test
    void whatWasClaimedTogetherIsSentTogether() {
        // Given
        draining(creates(8));

        // When
        List<Claimed> document = claimed(creates(4));

        // Then
        assertThat(commands).containsExactly(new PushCommand.Send(document));
    }

    @Test
    void aMutationNeverSharesADocumentWithOneThatItWaitsFor() {
        // Given
        PendingMutation[] outbox = {
            post(1).creating(1),
            comment(1, 1).creating(2),
            post(2).creating(3),
            post(2).updating(4, "title", "B"),
            post(3).creating(5),
            comment(2, 9).deleting(6),
            post(9).deleting(7),
            post(4).creating(8),
            post(5).creating(9)
        };

        // When
        draining(outbox);

        // Then
        assertThat(commands)
                .containsExactly(
                        new PushCommand.Claim(List.of(1L, 3L, 5L)),
                        new PushCommand.Claim(List.of(6L, 8L, 9L)));
    }

    @Test
    void aLaneIsFreeWhenEveryMutationOfItsDocumentIsAnswered() {
        // Given
        draining(creates(9));
        List<Claimed> document = claimed(creates(4));
        answer(document.get(0), accepted(1));
        answer(document.get(1), accepted(2));
        answer(document.get(2), accepted(3));
        boolean claimedBefore = commands.stream().anyMatch(PushCommand.Claim.class::isInstance);

        // When
        on(new PushEvent.Answered(document.get(3), accepted(4)));

        // Then
        assertThat(claimedBefore).isFalse();
        assertThat(commands).contains(new PushCommand.Claim(List.of(9L)));
    }

    @Test
    void whatWaitsForAMutationWaitsForItsVerdictNotOnlyForItsAnswer() {
        // Given
        draining(post(1).creating(1), comment(1, 1).creating(2));
        Claimed parent = claimed(post(1).creating(1)).getFirst();

        // When
        on(new PushEvent.Answered(parent, accepted(1)));
        List<PushCommand> answered = List.copyOf(commands);
        on(new PushEvent.Settled(1, new Verdict.Acknowledged(post(1).remote())));

        // Then
        assertThat(answered).noneMatch(PushCommand.Claim.class::isInstance);
        assertThat(commands).containsExactly(new PushCommand.Claim(List.of(2L)));
    }

    @Test
    void aLostAnswerOfADocumentMakesEachOfItsMutationsLookedUpInOneDocument() {
        // Given
        draining(creates(8));
        List<Claimed> document = claimed(creates(4));
        List<PendingMutation> sent = new ArrayList<>();
        for (Claimed each : document) {
            on(new PushEvent.Answered(each, new PushOutcome.Unanswered("timed out")));
            assertThat(((PushCommand.Settle) commands.getFirst()).verdict())
                    .isEqualTo(new Verdict.Postponed(Standing.SENT, "timed out"));
            sent.add(each.mutation().failed(Standing.SENT, "timed out"));
        }

        // When
        List<Claimed> again = claimedAgain(sent);

        // Then
        assertThat(commands).containsExactly(new PushCommand.Fetch(again));
    }

    @Test
    void whatWasNotThereGoesOutAloneInTheNextFreeLane() {
        // Given
        draining(creates(8));
        List<PendingMutation> sent =
                List.of(creates(4)).stream()
                        .map(each -> each.failed(Standing.SENT, "timed out"))
                        .toList();
        List<Claimed> document = claimed(sent.toArray(PendingMutation[]::new));

        // When
        List<PushCommand> told = new ArrayList<>();
        for (Claimed each : document) {
            told.addAll(on(new PushEvent.Fetched(each, new FetchOutcome.Absent())));
        }

        // Then
        assertThat(told).containsExactly(new PushCommand.Send(List.of(document.getFirst())));
    }

    @Test
    void aDocumentOfBothKindsIsSentAndLookedUpApart() {
        // Given
        draining(creates(8));
        PendingMutation open = post(2).creating(2).failed(Standing.SENT, "timed out");

        // When
        List<Claimed> document = claimed(post(1).creating(1), open, post(3).creating(3));

        // Then
        assertThat(commands)
                .containsExactly(
                        new PushCommand.Send(List.of(document.get(0), document.get(2))),
                        new PushCommand.Fetch(List.of(document.get(1))));
    }

    @Test
    void aDocumentThatIsRefusedAsAWholeGoesOutAgainInSmallerOnes() {
        // Given
        draining(creates(4));
        List<Claimed> two = claimed(creates(2));

        // When
        for (Claimed each : two) {
            answer(each, new PushOutcome.NotTogether("too complex"));
        }

        // Then
        assertThat(state.pace().batch().now()).isEqualTo(2);
        assertThat(state).isInstanceOf(PushState.Draining.class);
        assertThat(state.window().entries().ids()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void lookupsThatAreRefusedAsAWholeAreMadeInSmallerDocuments() {
        // Given
        draining(creates(8));
        List<PendingMutation> sent =
                List.of(creates(4)).stream()
                        .map(each -> each.failed(Standing.SENT, "timed out"))
                        .toList();
        List<Claimed> document = claimed(sent.toArray(PendingMutation[]::new));

        // When
        on(new PushEvent.Fetched(document.getFirst(), new FetchOutcome.NotTogether("too deep")));

        // Then
        assertThat(((PushCommand.Settle) commands.getFirst()).verdict())
                .isEqualTo(new Verdict.Postponed(Standing.SENT, "too deep"));
        assertThat(state.pace().batch().now()).isEqualTo(2);
    }

    @Test
    void AC95_aRefusedMutationOfADocumentLeavesTheQueueAndTheOthersOfItAreDone() {
        // Given
        draining(creates(8));
        List<Claimed> document = claimed(creates(4));

        // When
        answer(document.get(0), accepted(1));
        answer(document.get(1), new PushOutcome.Refused("BadInput", "no title"));
        answer(document.get(2), accepted(3));
        answer(document.get(3), accepted(4));

        // Then
        assertThat(state.window().entries().ids()).containsExactly(5L, 6L, 7L, 8L);
        assertThat(state).isInstanceOf(PushState.Draining.class);
    }

    @Test
    void R3_aHundredThousandMutationsAreSentOldestFirstFromAWindowThatDoesNotGrow() {
        // Given
        Deque<Long> outbox = new ArrayDeque<>(LongStream.rangeClosed(1, 100_000).boxed().toList());
        List<Long> claimed = new ArrayList<>();
        Deque<PushEvent> events = new ArrayDeque<>(List.of(new PushEvent.Started()));
        int largest = 0;

        // When
        while (!events.isEmpty()) {
            for (PushCommand command : List.copyOf(on(events.remove()))) {
                events.addAll(answers(command, outbox, claimed));
            }
            largest = Math.max(largest, state.window().entries().size());
        }

        // Then
        assertThat(claimed).hasSize(100_000).isSorted();
        assertThat(largest).isEqualTo(LIMITS.windowMutations());
    }

    /// What a store and a backend say that take everything.
    private static List<PushEvent> answers(
            PushCommand command, Deque<Long> outbox, List<Long> claimed) {
        return switch (command) {
            case PushCommand.Load(long _, int limit) -> {
                List<PendingMutation> read = new ArrayList<>();
                while (read.size() < limit && !outbox.isEmpty()) {
                    long id = outbox.remove();
                    read.add(post(Math.toIntExact(id)).creating(id));
                }
                yield List.of(new PushEvent.Loaded(read, !outbox.isEmpty()));
            }
            case PushCommand.Claim(List<Long> ids) -> {
                claimed.addAll(ids);
                yield List.of(
                        new PushEvent.ClaimTaken(
                                ids,
                                ids.stream()
                                        .map(id -> post(Math.toIntExact(id)).creating(id))
                                        .map(each -> Claimed.of(each, null, SAVED_AT))
                                        .toList()));
            }
            case PushCommand.Send(List<Claimed> document) ->
                    document.stream()
                            .<PushEvent>map(each -> new PushEvent.Answered(each, accepted(1)))
                            .toList();
            case PushCommand.Settle(Claimed each, Verdict verdict) ->
                    List.of(new PushEvent.Settled(each.mutation().id(), verdict));
            case PushCommand.Fetch _,
                    PushCommand.Consult _,
                    PushCommand.ArmRetry _,
                    PushCommand.ArmResume _ ->
                    throw new AssertionError(command + " for nothing");
        };
    }

    private List<Claimed> claimedAgain(List<PendingMutation> sent) {
        sent.forEach(
                each ->
                        on(
                                new PushEvent.Settled(
                                        each.id(),
                                        new Verdict.Postponed(Standing.SENT, "timed out"))));
        on(new PushEvent.RetryDue());
        return claimed(sent.toArray(PendingMutation[]::new));
    }
}
