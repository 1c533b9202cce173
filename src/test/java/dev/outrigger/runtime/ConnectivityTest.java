package dev.outrigger.runtime;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.Mutation;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.pull.PullOutcome;
import dev.outrigger.sync.push.PushOutcome;
import dev.outrigger.testing.EngineRun;
import dev.outrigger.testing.ScriptedBackend;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A network that goes and comes back, and what clients are told of it.
class ConnectivityTest {
    private static final Duration OUTAGE = Duration.ofMinutes(3);

    private final EngineRun run = new EngineRun();
    private final ScriptedBackend backend = run.backend();

    @ParameterizedTest
    @CsvSource({
        "CREATE, false",
        "CREATE, true",
        "UPDATE, false",
        "UPDATE, true",
        "DELETE, false",
        "DELETE, true"
    })
    void AC136_aSaveMadeOfflineArrivesExactlyOnce(Mutation.Kind kind, boolean race) {
        // Given
        if (kind != Mutation.Kind.CREATE) {
            backend.holds(anItem("Post").with("title", "before").remote());
        }
        run.caughtUp();
        backend.unreachable();
        run.pass(OUTAGE);

        // When
        if (race) {
            backend.reachable();
            run.save(edit(kind));
        } else {
            run.save(edit(kind));
            backend.reachable();
        }
        run.pass(Duration.ofMinutes(6));
        if (backend.listens()) {
            backend.acknowledgeLink();
        }
        run.pass(Duration.ofMinutes(6));

        // Then
        assertThat(backend.pushed())
                .singleElement()
                .satisfies(pushed -> assertThat(pushed.mutation().kind()).isEqualTo(kind));
        assertThat(run.outbox()).isEmpty();
        assertThat(run.item(anItem("Post").key()).isPresent())
                .isEqualTo(kind != Mutation.Kind.DELETE);
        assertThat(run.status().state()).isEqualTo("caught-up");
    }

    private static Edit edit(Mutation.Kind kind) {
        return switch (kind) {
            case CREATE -> anItem("Post").create();
            case UPDATE -> anItem("Post").patch("title", "after");
            case DELETE -> anItem("Post").delete();
        };
    }

    @Test
    void AC137_aLinkThatBreaksBeforeTheFirstPullIsTriedAgainWithoutAnyFailedModel() {
        // Given
        run.start();
        backend.loseLink("reset");
        run.rest();

        // When
        run.pass(Duration.ofSeconds(1));
        backend.acknowledgeLink();
        run.rest();

        // Then
        assertThat(run.told("modelFailed")).isEmpty();
        assertThat(run.told()).endsWith("syncQueriesReady", "ready");
    }

    @Test
    void readyIsToldAgainWheneverTheReplicaIsAndNeverWithoutAPull() {
        // Given
        backend.unreachable();
        run.start();
        run.pass(OUTAGE);
        List<String> offline = run.told();
        backend.reachable();
        run.now();
        backend.acknowledgeLink();
        run.rest();

        // When
        backend.loseLink("reset");
        run.pass(Duration.ofSeconds(1));
        backend.acknowledgeLink();
        run.rest();

        // Then
        assertThat(offline).doesNotContain("ready");
        assertThat(run.told("ready")).hasSize(2);
    }

    @Test
    void AC139_aLinkThatIsBackAtOnceIsNotToldAsAnOutage() {
        // Given
        run.caughtUp();

        // When
        backend.loseLink("reset");
        run.pass(Duration.ofMillis(200));
        backend.acknowledgeLink();
        run.pass(OUTAGE);

        // Then
        assertThat(run.told("networkStatus")).isEmpty();
        assertThat(run.status().connected()).isTrue();
    }

    @Test
    void mutationsThatAreNotAnsweredTellTheOutageToo() {
        // Given
        run.caughtUp();
        run.timers().alwaysDraw(0.99);
        backend.answersNextPush(new PushOutcome.Unanswered("timed out"));

        // When
        run.save(anItem("Post").create());
        run.pass(OUTAGE);

        // Then
        assertThat(run.told("networkStatus"))
                .containsExactly(Map.of("active", false), Map.of("active", true));
        assertThat(run.outbox()).isEmpty();
    }

    @Test
    void theSituationIsToldWheneverItBecomesAnotherOne() {
        // When
        run.start();
        backend.acknowledgeLink();
        run.rest();
        backend.loseLink("reset");
        run.pass(Duration.ofSeconds(1));
        backend.acknowledgeLink();
        run.rest();
        run.stop();

        // Then
        assertThat(run.situations())
                .containsExactly(
                        "local-ready",
                        "syncing",
                        "caught-up",
                        "degraded",
                        "syncing",
                        "caught-up",
                        "stopped");
    }

    @Test
    void aModelThatFailedDegradesTheWholeWithItsReason() {
        // Given
        backend.answersNextPull(new PullOutcome.Failed("no answer"));
        run.start();
        backend.acknowledgeLink();
        run.rest();

        // When
        SyncStatus status = run.status();

        // Then
        assertThat(Situation.of(status).kind()).isEqualTo(Situation.Kind.DEGRADED);
        assertThat(Situation.of(status).reason()).isEqualTo("Post: no answer");
        assertThat(Situation.of(status, status.models().getLast()).kind())
                .isEqualTo(Situation.Kind.CAUGHT_UP);
    }

    @Test
    void deliveryThatWaitsDegradesAReplicaThatIsCaughtUp() {
        // Given
        run.caughtUp();
        backend.answersNextPush(new PushOutcome.Deferred(Duration.ofSeconds(60), "throttled"));

        // When
        run.save(anItem("Post").create());
        Situation waiting = Situation.of(run.status());
        run.pass(Duration.ofSeconds(61));

        // Then
        assertThat(waiting.kind()).isEqualTo(Situation.Kind.DEGRADED);
        assertThat(waiting.reason()).contains("throttled");
        assertThat(Situation.of(run.status()).kind()).isEqualTo(Situation.Kind.CAUGHT_UP);
    }

    @Test
    void caughtUpIsAsOfNowAndAfterAnOutageAsOfItsBeginning() {
        // Given
        run.caughtUp();
        run.pass(Duration.ofMinutes(5));
        Instant live = Situation.of(run.status()).asOf();
        Instant lost = run.timers().now();

        // When
        backend.unreachable();
        run.pass(OUTAGE);

        // Then
        assertThat(live).isEqualTo(lost);
        assertThat(Situation.of(run.status()).asOf()).isEqualTo(lost);
    }
}
