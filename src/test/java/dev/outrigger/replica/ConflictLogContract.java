package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.sync.resolution.Conflict;
import dev.outrigger.sync.resolution.Decision;
import dev.outrigger.sync.resolution.RecordedConflict;
import dev.outrigger.sync.resolution.RecordedConflict.Outcome;
import dev.outrigger.sync.resolution.Resolution;
import dev.outrigger.testing.ItemBuilder;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// What every log of conflicts does, beside the replica whose mutations met them.
public abstract class ConflictLogContract {
    private ReplicaStore store;
    private ConflictLog log;

    /// An empty replica of the schema of `config/`, and its log.
    protected abstract Opened open();

    public record Opened(ReplicaStore store, ConflictLog log) {}

    @BeforeEach
    void openBoth() {
        Opened opened = open();
        store = opened.store();
        log = opened.log();
    }

    private static ItemBuilder post(String id) {
        return anItem("Post").withId(id);
    }

    /// An update of a post that the backend has at version 1, claimed; the backend has by now what
    /// is answered.
    private Conflict conflict(String id) {
        await(store.apply("Post", List.of(post(id).with("title", "base").remote()), null));
        await(store.edit(post(id).patch("title", "ours", "tags", List.of("a"))));
        PendingMutation pending =
                await(store.outbox(0, 100)).stream()
                        .filter(each -> each.key().equals(post(id).key()))
                        .findFirst()
                        .orElseThrow();
        PendingMutation claimed = await(store.claim(List.of(pending.id()))).getFirst().mutation();
        return new Conflict(claimed, theirs(id), "the item had changed");
    }

    private static RemoteItem theirs(String id) {
        return post(id).with("title", "theirs").withVersion(5).remote();
    }

    private void settle(Conflict conflict, Resolution resolution) {
        await(
                store.settle(
                        conflict.mutation(),
                        new Verdict.Resolved(conflict, "retryLocal", resolution)));
    }

    private List<RecordedConflict> all() {
        return await(log.list(new ConflictLog.Listing(null, ConflictLog.State.ANY, null, 100)))
                .conflicts();
    }

    @Test
    void aConflictIsNotedWithBothSidesAndHowItWentOn() {
        // Given
        Conflict conflict = conflict("p1");

        // When
        settle(conflict, new Resolution.SendAgain(conflict.mutation().mutation()));

        // Then
        RecordedConflict noted = await(log.get(conflict.id())).orElseThrow();
        assertThat(noted.key()).isEqualTo(post("p1").key());
        assertThat(noted.kind()).isEqualTo(Mutation.Kind.UPDATE);
        assertThat(noted.mutationId()).isEqualTo(conflict.mutation().id());
        assertThat(noted.sides().base()).containsEntry("title", "base").containsKey("tags");
        assertThat(noted.sides().local()).isEqualTo(Map.of("title", "ours", "tags", List.of("a")));
        assertThat(noted.sides().remote()).isEqualTo(theirs("p1"));
        assertThat(noted.reason()).isEqualTo("the item had changed");
        assertThat(noted.course().strategy()).isEqualTo("retryLocal");
        assertThat(noted.course().outcome()).isEqualTo(Outcome.RETRY_LOCAL);
        assertThat(noted.course().result()).isEqualTo(noted.sides().local());
        assertThat(noted.course().settledAt()).isEqualTo(noted.course().at());
        assertThat(all()).containsExactly(noted);
    }

    @Test
    void aVerdictThatComesTwiceIsNotedOnce() {
        // Given
        Conflict conflict = conflict("p1");
        settle(conflict, new Resolution.TakeTheirs());

        // When
        settle(conflict, new Resolution.TakeTheirs());

        // Then
        assertThat(all()).hasSize(1);
    }

    @Test
    void AC103_mutationsThatEndWithTheirItemAreNotedToo() {
        // Given
        Conflict conflict = conflict("p1");
        await(store.edit(post("p1").patch("rating", 5)));
        RemoteItem tombstone = post("p1").withVersion(6).deleted().remote();
        Conflict deleted = new Conflict(conflict.mutation(), tombstone, "deleted");

        // When
        settle(deleted, new Resolution.TakeTheirs());

        // Then
        assertThat(await(store.outbox(0, 10))).isEmpty();
        assertThat(all())
                .extracting(each -> each.sides().local().keySet())
                .containsExactlyInAnyOrder(
                        deleted.mutation().mutation().fields().keySet(),
                        Map.of("rating", 5).keySet());
    }

    @Test
    void aPageBeginsWithTheNewestAndNamesWhereTheNextOneDoes() {
        // Given
        for (String id : List.of("p1", "p2", "p3")) {
            settle(conflict(id), new Resolution.TakeTheirs());
        }

        // When
        ConflictLog.Page first =
                await(log.list(new ConflictLog.Listing("Post", ConflictLog.State.ANY, null, 2)));
        ConflictLog.Page second =
                await(
                        log.list(
                                new ConflictLog.Listing(
                                        "Post", ConflictLog.State.ANY, first.next(), 2)));

        // Then
        assertThat(first.conflicts())
                .extracting(RecordedConflict::key)
                .containsExactly(post("p3").key(), post("p2").key());
        assertThat(second.conflicts())
                .extracting(RecordedConflict::key)
                .containsExactly(post("p1").key());
        assertThat(second.next()).isNull();
        assertThat(
                        await(
                                        log.list(
                                                new ConflictLog.Listing(
                                                        "Comment", ConflictLog.State.ANY, null, 2)))
                                .conflicts())
                .isEmpty();
    }

    @Test
    void anOpenConflictHoldsItsMutationUntilSomebodyDecides() {
        // Given
        Conflict conflict = conflict("p1");
        settle(conflict, new Resolution.Await());
        settle(conflict("p2"), new Resolution.TakeTheirs());
        RecordedConflict open =
                await(log.list(new ConflictLog.Listing(null, ConflictLog.State.OPEN, null, 9)))
                        .conflicts()
                        .getFirst();
        PendingMutation held = await(store.outbox(0, 10)).getFirst();

        // When
        ConflictLog.Answer answer = await(log.decide(open, new Decision.RetryLocal()));

        // Then
        assertThat(open.key()).isEqualTo(post("p1").key());
        assertThat(open.open()).isTrue();
        assertThat(held.standing()).isEqualTo(Standing.DISPUTED);
        PendingMutation free = await(store.outbox(0, 10)).getFirst();
        assertThat(free.standing()).isEqualTo(Standing.WAITING);
        assertThat(free.base().fields()).containsEntry("title", "theirs");
        RecordedConflict settled = await(log.get(open.id())).orElseThrow();
        assertThat(answer).isEqualTo(new ConflictLog.Answer.Settled(settled));
        assertThat(settled.open()).isFalse();
        assertThat(settled.course().strategy()).isEqualTo("manual");
        assertThat(settled.course().at()).isEqualTo(open.course().at());
    }

    @Test
    void aDecisionThatComesTwiceIsToldSo() {
        // Given
        Conflict conflict = conflict("p1");
        settle(conflict, new Resolution.Await());
        RecordedConflict open = await(log.get(conflict.id())).orElseThrow();
        await(log.decide(open, new Decision.ApplyRemote()));

        // When
        ConflictLog.Answer again = await(log.decide(open, new Decision.RetryLocal()));

        // Then
        assertThat(again).isEqualTo(new ConflictLog.Answer.AlreadySettled());
        assertThat(await(store.outbox(0, 10))).isEmpty();
        assertThat(await(store.get(post("p1").key())).orElseThrow().stored().item().value("title"))
                .isEqualTo("theirs");
    }

    @Test
    void aDecisionAboutAnEarlierConflictDoesNotFallOnALaterOneOfTheMutation() {
        // Given
        Conflict first = conflict("p1");
        settle(first, new Resolution.Await());
        RecordedConflict seen = await(log.get(first.id())).orElseThrow();
        await(log.decide(seen, new Decision.RetryLocal()));
        PendingMutation again =
                await(store.claim(List.of(first.mutation().id()))).getFirst().mutation();
        RemoteItem newer = post("p1").with("title", "newer").withVersion(6).remote();
        Conflict second = new Conflict(again, newer, "it had changed once more");
        settle(second, new Resolution.Await());

        // When
        ConflictLog.Answer late = await(log.decide(seen, new Decision.ApplyRemote()));

        // Then
        assertThat(late).isEqualTo(new ConflictLog.Answer.AlreadySettled());
        assertThat(await(store.outbox(0, 10)).getFirst().standing()).isEqualTo(Standing.DISPUTED);
        assertThat(await(log.get(second.id())).orElseThrow().open()).isTrue();
    }

    @Test
    void ofTwoDecisionsAtOnceTheFirstCounts() {
        // Given
        Conflict conflict = conflict("p1");
        settle(conflict, new Resolution.Await());
        RecordedConflict open = await(log.get(conflict.id())).orElseThrow();

        // When
        var first = log.decide(open, new Decision.RetryLocal());
        var second = log.decide(open, new Decision.ApplyRemote());

        // Then
        assertThat(await(first)).isInstanceOf(ConflictLog.Answer.Settled.class);
        assertThat(await(second)).isEqualTo(new ConflictLog.Answer.AlreadySettled());
        assertThat(await(store.outbox(0, 10)))
                .extracting(PendingMutation::standing)
                .containsExactly(Standing.WAITING);
    }

    @Test
    void whoListensIsToldOfADecisionOnceWithTheItem() {
        // Given
        Conflict conflict = conflict("p1");
        settle(conflict, new Resolution.Await());
        RecordedConflict open = await(log.get(conflict.id())).orElseThrow();
        List<ItemKey> told = new CopyOnWriteArrayList<>();
        log.onDecided(told::add);

        // When
        await(log.decide(open, new Decision.RetryLocal()));
        await(log.decide(open, new Decision.RetryLocal()));

        // Then
        assertThat(told).containsExactly(post("p1").key());
    }

    @Test
    void theCountsTellHowManyNeedADecision() {
        // Given
        settle(conflict("p1"), new Resolution.Await());
        settle(conflict("p2"), new Resolution.TakeTheirs());

        // Then
        assertThat(await(log.counts())).isEqualTo(new ConflictLog.Counts(2, 1));
    }

    @Test
    void anEditOfADisputedItemGoesOutAfterItAndIsNotMergedIntoIt() {
        // Given
        Conflict conflict = conflict("p1");
        settle(conflict, new Resolution.Await());

        // When
        await(store.edit(post("p1").patch("rating", 7)));
        await(store.release());

        // Then
        assertThat(await(store.outbox(0, 10)))
                .extracting(PendingMutation::standing)
                .containsExactly(Standing.DISPUTED, Standing.WAITING);
    }
}
