package dev.outrigger.runtime;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Version;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.pull.PageRequest;
import dev.outrigger.sync.pull.PullOutcome;
import dev.outrigger.sync.push.PushOutcome;
import dev.outrigger.testing.EngineRun;
import dev.outrigger.testing.ScriptedBackend;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What an engine does with its replica and its backend.
class SyncEngineTest {
    private final EngineRun run = new EngineRun();
    private final ScriptedBackend backend = run.backend();

    private List<String> sent() {
        return backend.pushed().stream()
                .map(pushed -> pushed.mutation().toString() + " " + pushed.mutation().fields())
                .toList();
    }

    @Test
    void aReplicaCatchesUpAndThenFollowsTheChangefeed() {
        // Given
        backend.holds(anItem("Post").with("title", "first").remote());
        run.start();
        backend.acknowledgeLink();
        run.rest();
        assertThat(run.item(anItem("Post").key())).isPresent();

        // When
        backend.feed(anItem("Post").with("title", "second").withVersion(2).remote());
        run.rest();

        // Then
        assertThat(run.item(anItem("Post").key()).orElseThrow().item().value("title"))
                .isEqualTo("second");
        assertThat(run.status().state()).isEqualTo("caught-up");
        assertThat(run.status().connected()).isTrue();
    }

    @Test
    void nothingIsPulledBeforeTheChangefeedIsOpen() {
        // When
        run.start();

        // Then
        assertThat(backend.links()).isEqualTo(1);
        assertThat(backend.pulled()).isEmpty();
    }

    @Test
    void uploadsDoNotWaitForTheDownload() {
        // Given
        run.start();

        // When
        run.save(anItem("Post").create());

        // Then
        assertThat(backend.pushed()).hasSize(1);
        assertThat(backend.pulled()).isEmpty();
    }

    @Test
    void AC54_threeUpdatesDuringOneSlowAnswerAreTwoMutationsAndTheLastTitleAtVersionThree() {
        // Given
        run.caughtUp();
        run.save(anItem("Post").with("title", "v1").create());
        backend.answersLate();

        // When
        for (String title : List.of("v2", "v3", "v4")) {
            run.save(anItem("Post").patch("title", title));
        }
        backend.answer();
        run.rest();
        backend.answer();
        run.rest();

        // Then
        assertThat(sent().subList(1, sent().size()))
                .containsExactly("UPDATE Post/p1 {title=v2}", "UPDATE Post/p1 {title=v4}");
        assertThat(run.item(anItem("Post").key()).orElseThrow().version())
                .isEqualTo(new Version(3));
        assertThat(run.outbox()).isEmpty();
    }

    @Test
    void AC59_anotherClientsFieldSurvivesOurUpdateInEveryTiming() {
        // Given
        run.caughtUp();
        run.save(anItem("Post").with("title", "v1").create());
        backend.answersLate();
        run.save(anItem("Post").patch("title", "ours"));

        // When
        backend.feed(
                anItem("Post").with("title", "ours").with("rating", 9).withVersion(3).remote());
        run.rest();
        backend.answer();
        run.rest();

        // Then
        assertThat(run.item(anItem("Post").key()).orElseThrow().item().fields())
                .containsEntry("title", "ours")
                .containsEntry("rating", 9);
    }

    @Test
    void AC87_aCommentThatMovesToAPostThatIsNotYetSentWaitsForIt() {
        // Given
        backend.holds(anItem("Post").remote());
        backend.holds(anItem("Comment").remote());
        run.caughtUp();
        run.stop();
        run.save(anItem("Post").withId("p2").create());
        run.save(anItem("Comment").patch("postID", "p2"));

        // When
        run.start();

        // Then
        assertThat(backend.pushed())
                .extracting(pushed -> pushed.mutation().key())
                .containsExactly(anItem("Post").withId("p2").key(), anItem("Comment").key());
        assertThat(backend.item(anItem("Comment").key()).item().value("postID")).isEqualTo("p2");
        assertThat(run.item(anItem("Comment").key()).orElseThrow().item().value("postID"))
                .isEqualTo("p2");
    }

    @Test
    void aMutationWithoutAnswerIsLookedUpAndNotSentTwice() {
        // Given
        run.caughtUp();
        backend.answersNextPush(new PushOutcome.Unanswered("timed out"));
        run.save(anItem("Post").create());
        backend.holds(anItem("Post").remote());

        // When
        run.pass(Duration.ofSeconds(1));

        // Then
        assertThat(backend.pushed()).hasSize(1);
        assertThat(backend.fetched()).containsExactly(anItem("Post").key());
        assertThat(run.outbox()).isEmpty();
    }

    @Test
    void AC91_theEndOfAnOlderWaitDoesNotEndThePauseThatTheBackendAskedFor() {
        // Given
        run.caughtUp();
        backend.answersNextPush(new PushOutcome.Unanswered("timed out"));
        backend.answersNextPush(new PushOutcome.Deferred(Duration.ofSeconds(60), "throttled"));
        run.save(anItem("Post").create());
        run.now();

        // When
        run.pass(Duration.ofSeconds(59));
        int before = backend.pushed().size();
        run.pass(Duration.ofSeconds(2));

        // Then
        assertThat(before).isEqualTo(2);
        assertThat(backend.pushed()).hasSize(3);
    }

    @Test
    void AC90_anOpenedLinkEndsTheBackOff() {
        // Given
        backend.unreachable();
        run.start();
        run.save(anItem("Post").create());
        run.pass(Duration.ofHours(1));
        assertThat(run.outbox()).hasSize(1);
        backend.reachable();
        run.now();

        // When
        backend.acknowledgeLink();
        run.rest();

        // Then
        assertThat(run.outbox()).isEmpty();
    }

    @Test
    void AC95_aRefusedMutationIsReportedOnceAndHeldAndTheNextOneIsSent() {
        // Given
        run.caughtUp();
        backend.answersNextPush(new PushOutcome.Refused("BadInput", "no title"));
        run.store().failNext("settle");

        // When
        run.save(anItem("Post").create());
        backend.answersNextPush(new PushOutcome.Refused("BadInput", "no title"));
        run.pass(Duration.ofSeconds(1));
        run.save(anItem("Post").withId("p2").create());

        // Then
        assertThat(run.told("outboxMutationFailed"))
                .singleElement()
                .satisfies(
                        told ->
                                assertThat(told)
                                        .containsEntry("model", "Post")
                                        .containsEntry("operation", "create")
                                        .containsEntry("key", List.of("p1"))
                                        .containsEntry("deadLetterId", 1L)
                                        .containsEntry(
                                                "errors",
                                                List.of(
                                                        Map.of(
                                                                "errorType", "BadInput",
                                                                "message", "no title"))));
        assertThat(run.outbox())
                .singleElement()
                .satisfies(held -> assertThat(held.standing()).isEqualTo(Standing.HELD));
        assertThat(backend.item(anItem("Post").withId("p2").key())).isNotNull();
    }

    @Test
    void aHeldMutationIsSentOnceMoreWhenSomebodyAsks() {
        // Given
        run.caughtUp();
        backend.answersNextPush(new PushOutcome.Refused("Unauthorized", "expired"));
        run.save(anItem("Post").create());

        // When
        run.now();

        // Then
        assertThat(run.outbox()).isEmpty();
        assertThat(backend.pushed()).hasSize(2);
    }

    @Test
    void anEditMendsAHeldMutationAndItIsSent() {
        // Given
        run.caughtUp();
        backend.answersNextPush(new PushOutcome.Refused("BadInput", "too long"));
        run.save(anItem("Post").create());

        // When
        run.save(anItem("Post").patch("title", "short"));

        // Then
        assertThat(run.outbox()).isEmpty();
        assertThat(backend.item(anItem("Post").key()).item().value("title")).isEqualTo("short");
    }

    @Test
    void anItemThatTheBackendDeletedEndsOurEditsOfItWithAConflictEvent() {
        // Given
        backend.holds(anItem("Post").withVersion(3).remote());
        run.caughtUp();
        backend.answersNextPush(
                new PushOutcome.Conflict(anItem("Post").withVersion(4).deleted().remote()));

        // When
        run.save(anItem("Post").patch("title", "ours"));

        // Then
        assertThat(run.item(anItem("Post").key())).isEmpty();
        assertThat(run.outbox()).isEmpty();
        assertThat(run.told("conflict"))
                .containsExactly(
                        Map.of(
                                "id", "2-4",
                                "model", "Post",
                                "key", List.of("p1"),
                                "operation", "update",
                                "strategy", "retryLocal",
                                "decision", "applyRemote",
                                "reason", "the backend has deleted the item"));
    }

    @Test
    void AC101_aConflictIsToldAndOurFieldsGoOutAgainOnTopOfTheirs() {
        // Given
        backend.holds(anItem("Post").with("title", "v1").withVersion(1).remote());
        run.caughtUp();
        backend.holds(anItem("Post").with("title", "theirs").withVersion(2).remote());
        backend.answersNextPush(
                new PushOutcome.Conflict(
                        anItem("Post").with("title", "theirs").withVersion(2).remote()));

        // When
        run.save(anItem("Post").patch("rating", 5));

        // Then
        assertThat(backend.pushed())
                .extracting(Backend.Outgoing::base)
                .containsExactly(new Version(1), new Version(2));
        assertThat(run.told("conflict"))
                .singleElement()
                .satisfies(told -> assertThat(told).containsEntry("decision", "retryLocal"));
        assertThat(run.item(anItem("Post").key()).orElseThrow().item().value("title"))
                .isEqualTo("theirs");
    }

    @Test
    void AC114_aModelThatFailsIsReportedAndTriedAgainAlone() {
        // Given
        backend.answersNextPull(new PullOutcome.Failed("no answer"));
        run.start();
        backend.acknowledgeLink();
        run.rest();
        SyncStatus failed = run.status();

        // When
        run.pass(Duration.ofMillis(200));

        // Then
        assertThat(failed.models())
                .extracting(SyncStatus.ModelStatus::state)
                .containsExactly("failed", "synced");
        assertThat(failed.lastError()).isEqualTo("no answer");
        assertThat(backend.pulled())
                .extracting(PageRequest::model)
                .containsExactly("Post", "Comment", "Post");
        assertThat(run.told()).endsWith("syncQueriesReady", "ready");
        assertThat(run.status().lastError()).isNull();
    }

    @Test
    void AC137_whatWasMissedWhileTheLinkWasDownComesByADelta() {
        // Given
        run.caughtUp();
        backend.loseLink("reset");
        run.rest();
        backend.holds(anItem("Post").with("title", "missed").remote());

        // When
        run.pass(Duration.ofSeconds(1));
        backend.acknowledgeLink();
        run.rest();

        // Then
        assertThat(run.item(anItem("Post").key())).isPresent();
        assertThat(backend.pulled().getLast().lastSync())
                .isEqualTo(ScriptedBackend.STARTED_AT.minusSeconds(2));
        assertThat(run.told("modelSynced"))
                .allSatisfy(told -> assertThat(told).containsEntry("isDeltaSync", true));
    }

    @Test
    void AC138_savesWorkOfflineAndAreSentWhenTheBackendIsThere() {
        // Given
        backend.unreachable();
        run.start();
        run.save(anItem("Post").create());
        assertThat(run.item(anItem("Post").key())).isPresent();
        run.pass(Duration.ofMinutes(10));

        // When
        backend.reachable();
        run.pass(Duration.ofMinutes(6));

        // Then
        assertThat(backend.item(anItem("Post").key())).isNotNull();
        assertThat(run.outbox()).isEmpty();
    }

    @Test
    void theStatusSaysThatTheBackendIsOutOfReachAfterTheStoreFailedToo() {
        // Given
        run.caughtUp();
        run.store().failNext("apply");
        backend.feed(anItem("Post").remote());
        run.rest();

        // When
        backend.unreachable();
        run.pass(Duration.ofSeconds(5));

        // Then
        assertThat(run.status().connected()).isFalse();
        assertThat(run.told("networkStatus")).last().isEqualTo(Map.of("active", false));
    }

    @Test
    void aStopWhileAMutationIsUnderWayStillTakesItsAnswerAndSendsNothingElse() {
        // Given
        run.caughtUp();
        backend.answersLate();
        run.save(anItem("Post").create());
        run.save(anItem("Post").patch("title", "later"));
        run.stop();

        // When
        backend.answer();
        run.rest();

        // Then
        assertThat(backend.pushed()).hasSize(1);
        assertThat(run.outbox())
                .singleElement()
                .satisfies(
                        left -> assertThat(left.mutation().kind()).isEqualTo(Mutation.Kind.UPDATE));
        assertThat(run.status().state()).isEqualTo("stopped");
    }
}
