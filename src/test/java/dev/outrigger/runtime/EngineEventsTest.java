package dev.outrigger.runtime;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.outrigger.sync.UnreadItem;
import dev.outrigger.sync.pull.PullOutcome;
import dev.outrigger.sync.push.PushOutcome;
import dev.outrigger.testing.EngineRun;
import dev.outrigger.testing.ScriptedBackend;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What observers of the engine are told, in DataStore's order.
class EngineEventsTest {
    private final EngineRun run = new EngineRun();
    private final ScriptedBackend backend = run.backend();

    private void online() {
        run.start();
        backend.acknowledgeLink();
        run.rest();
    }

    @Test
    void AC143_anOnlineStartTellsItsEventsInOrder() {
        // Given
        backend.holds(anItem("Post").remote());

        // When
        online();

        // Then
        assertThat(run.told())
                .containsExactly(
                        "storageSubscribed",
                        "networkStatus",
                        "outboxStatus",
                        "subscriptionsEstablished",
                        "syncQueriesStarted",
                        "modelSynced",
                        "modelSynced",
                        "syncQueriesReady",
                        "ready");
        assertThat(run.told("networkStatus")).containsExactly(Map.of("active", true));
        assertThat(run.told("outboxStatus")).containsExactly(Map.of("isEmpty", true));
        assertThat(run.told("syncQueriesStarted"))
                .containsExactly(Map.of("models", List.of("Post", "Comment")));
    }

    @Test
    void AC144_modelsAreToldParentsFirstWithCountsAlsoWhenThereIsNothing() {
        // Given
        backend.holds(anItem("Post").remote());

        // When
        online();

        // Then
        assertThat(run.told("modelSynced"))
                .containsExactly(
                        Map.of(
                                "model",
                                "Post",
                                "isFullSync",
                                true,
                                "isDeltaSync",
                                false,
                                "counts",
                                Map.of("new", 1, "updated", 0, "deleted", 0)),
                        Map.of(
                                "model",
                                "Comment",
                                "isFullSync",
                                true,
                                "isDeltaSync",
                                false,
                                "counts",
                                Map.of("new", 0, "updated", 0, "deleted", 0)));
    }

    @Test
    void AC93_AC94_whoHasToSignInIsToldOnceAndNothingIsDropped() {
        // Given
        run.caughtUp();
        PushOutcome expired = new PushOutcome.NotSignedIn("the token has expired");
        backend.answersNextPush(expired);
        backend.answersNextPush(expired);

        // When
        run.save(anItem("Post").create());
        run.pass(Duration.ofMillis(400));

        // Then
        assertThat(backend.pushed()).hasSize(2);
        assertThat(run.told("authRequired"))
                .containsExactly(
                        Map.of(
                                "errorType", "Unauthorized",
                                "model", "Post",
                                "operation", "create",
                                "error", "the token has expired"));
        assertThat(run.outbox()).hasSize(1);
    }

    @Test
    void AC94_whatWaitedIsSentOnceSomebodyHasSignedIn() {
        // Given
        run.caughtUp();
        backend.answersNextPush(new PushOutcome.NotSignedIn("the token has expired"));
        run.save(anItem("Post").create());

        // When
        run.credentialsChanged();

        // Then
        assertThat(run.outbox()).isEmpty();
    }

    @Test
    void AC93_eachPauseIsToldAnew() {
        // Given
        run.caughtUp();
        backend.answersNextPush(new PushOutcome.NotSignedIn("the token has expired"));
        run.save(anItem("Post").create());
        run.credentialsChanged();

        // When
        backend.answersNextPush(new PushOutcome.NotSignedIn("signed out"));
        run.save(anItem("Comment").create());

        // Then
        assertThat(run.told("authRequired"))
                .extracting(told -> told.get("error"))
                .containsExactly("the token has expired", "signed out");
    }

    @Test
    void AC117_aModelThatMayNotBeReadIsReportedAsThatAndTheOthersAreSynced() {
        // Given
        backend.answersNextPull(new PullOutcome.Unauthorized("not authorized"));

        // When
        online();

        // Then
        assertThat(run.told("modelFailed"))
                .containsExactly(
                        Map.of(
                                "model",
                                "Post",
                                "state",
                                "unauthorized",
                                "error",
                                "not authorized"));
        assertThat(run.status().models())
                .extracting(SyncStatus.ModelStatus::state)
                .containsExactly("unauthorized", "synced");
        assertThat(run.told()).doesNotContain("ready");
    }

    @Test
    void AC145_aSaveTellsThatItWaitsAndThatItWasSent() {
        // Given
        run.caughtUp();

        // When
        run.save(anItem("Post").create());

        // Then
        assertThat(run.told())
                .containsExactly(
                        "outboxMutationEnqueued",
                        "outboxStatus",
                        "outboxMutationProcessed",
                        "outboxStatus");
        assertThat(run.told("outboxStatus"))
                .containsExactly(Map.of("isEmpty", false), Map.of("isEmpty", true));
        assertThat(run.told("outboxMutationProcessed"))
                .singleElement()
                .satisfies(
                        told ->
                                assertThat((Map<?, ?>) told.get("element"))
                                        .isEqualTo(
                                                Elements.of(
                                                        anItem("Post").item(),
                                                        anItem("Post").remote().version())));
    }

    @Test
    void AC145_anOutboxWhoseMutationsWereTakenBackIsToldToBeEmpty() {
        // Given
        run.caughtUp();
        backend.unreachable();
        run.rest();
        run.save(anItem("Post").create());

        // When
        run.save(anItem("Comment").create());
        run.save(anItem("Comment").delete());
        run.now();
        backend.reachable();
        run.now();
        backend.acknowledgeLink();
        run.rest();

        // Then
        assertThat(run.outbox()).isEmpty();
        assertThat(run.told("outboxStatus")).last().isEqualTo(Map.of("isEmpty", true));
    }

    @Test
    void aSaveThatIsTakenBackBeforeItWasReadLeavesTheOutboxEmpty() {
        // Given
        run.caughtUp();
        run.store().failNext("outbox");
        run.save(anItem("Post").create());
        run.save(anItem("Post").delete());

        // When
        run.now();

        // Then
        assertThat(backend.pushed()).isEmpty();
        assertThat(run.told("outboxStatus")).last().isEqualTo(Map.of("isEmpty", true));
    }

    @Test
    void anOutboxThatIsReadAfterTheLinkOpenedIsToldToBeEmptyThen() {
        // Given
        run.store().failNext("outbox");

        // When
        online();

        // Then
        assertThat(run.told("outboxStatus")).last().isEqualTo(Map.of("isEmpty", true));
    }

    @Test
    void AC115_itemsThatCouldNotBeReadAreToldWithTheirModel() {
        // Given
        backend.answersNextPull(
                new PullOutcome.Page(
                        List.of(),
                        List.of(new UnreadItem("Post", null, null, "{}", "/title is missing")),
                        null,
                        ScriptedBackend.STARTED_AT));

        // When
        online();

        // Then
        assertThat(run.told("nonApplicableDataReceived"))
                .containsExactly(
                        Map.of("modelName", "Post", "errors", List.of("/title is missing")));
    }

    @Test
    void anOfflineStartTellsThatTheBackendIsOutOfReach() {
        // Given
        backend.unreachable();

        // When
        run.start();

        // Then
        assertThat(run.told())
                .containsExactly("storageSubscribed", "networkStatus", "outboxStatus");
        assertThat(run.told("networkStatus")).containsExactly(Map.of("active", false));
        assertThat(run.status().state()).isEqualTo("backing-off");
        assertThat(run.status().nextAttemptAt()).isEqualTo(run.timers().now().plusMillis(200));
    }

    @Test
    void AC140_aSecondStartChangesNothing() {
        // Given
        run.caughtUp();

        // When
        SyncStatus status = run.start();

        // Then
        assertThat(status.state()).isEqualTo("caught-up");
        assertThat(backend.links()).isEqualTo(1);
        assertThat(run.told()).isEmpty();
    }

    @Test
    void AC96_anObserverThatFailsDoesNotStopTheEngine() {
        // Given
        run.observe(
                _ -> {
                    throw new IllegalStateException("the observer is broken");
                });

        // When
        online();
        run.save(anItem("Post").create());

        // Then
        assertThat(run.outbox()).isEmpty();
        assertThat(run.told()).contains("ready", "outboxMutationProcessed");
    }

    @Test
    void AC134_aModelWhoseChangesAreNotToldKeepsNoOtherAwayAndIsToldOnce() {
        // Given
        run.start();

        // When
        backend.withholdFeed("Post", "Unauthorized: not yours");
        backend.withholdFeed("Post", "Unauthorized: not yours");
        backend.acknowledgeLink();
        run.rest();

        // Then
        assertThat(run.told()).endsWith("syncQueriesReady", "ready");
        assertThat(run.told("subscriptionWithheld"))
                .containsExactly(Map.of("model", "Post", "error", "Unauthorized: not yours"));
        assertThat(run.status().models())
                .extracting(SyncStatus.ModelStatus::model, SyncStatus.ModelStatus::lastError)
                .containsExactly(
                        tuple("Post", "changes are not told: Unauthorized: not yours"),
                        tuple("Comment", null));
    }

    @Test
    void AC135_whatEveryRetryFindsOutAgainIsToldOnceUntilItHasChanged() {
        // Given
        run.start();
        backend.withholdFeed("Post", "Unauthorized");
        backend.acknowledgeLink();
        run.rest();

        // When: three more links
        for (int link = 0; link < 3; link++) {
            backend.loseLink("connection reset");
            run.rest();
            run.pass(Duration.ofMinutes(6));
            backend.withholdFeed("Post", "Unauthorized");
            backend.acknowledgeLink();
            run.rest();
        }

        // Then
        assertThat(run.told("subscriptionWithheld")).hasSize(1);

        // When: it comes back, and is taken away once more
        for (String reason : List.of("", "Unauthorized")) {
            backend.loseLink("connection reset");
            run.rest();
            run.pass(Duration.ofMinutes(6));
            if (!reason.isEmpty()) {
                backend.withholdFeed("Post", reason);
            }
            backend.acknowledgeLink();
            run.rest();
        }

        // Then
        assertThat(run.told("subscriptionWithheld")).hasSize(2);
    }

    @Test
    void AC135_aBackendThatStaysOutOfReachIsToldOnce() {
        // Given
        backend.unreachable();

        // When
        run.start();
        run.pass(Duration.ofHours(1));

        // Then
        assertThat(backend.links()).isGreaterThan(5);
        assertThat(run.told("networkStatus")).containsExactly(Map.of("active", false));
    }
}
