package dev.outrigger.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.backend.table.Strategies;
import dev.outrigger.conflict.ConflictStrategy;
import dev.outrigger.testing.AppSyncLookalike;
import dev.outrigger.testing.StartedParts;
import dev.outrigger.testing.TestBackend;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.List;
import java.util.Map;

/// Sidecars of an AppSync that is not ours, beside sidecars of our backend to which the same
/// happens.
class LookalikeIT {
    private static final StartedParts PARTS = new StartedParts();

    private static AppSyncLookalike lookalike;
    private static SyncScript there;
    private static Map<String, Map<String, @Nullable Object>> theirs;
    private static Map<String, Map<String, @Nullable Object>> ours;

    @BeforeAll
    static void play() {
        lookalike = PARTS.keep(AppSyncLookalike.start(SyncScript.SCHEMA, List.of(SyncScript.TASK)));
        there = played(lookalike.endpoint());
        theirs = there.end();
        ours = played(ourBackend().endpoint()).end();
    }

    @AfterAll
    static void stop() {
        PARTS.close();
    }

    private static TestBackend ourBackend() {
        TestBackend.Setup usual = TestBackend.Setup.usual();
        Strategies strategies =
                new Strategies(
                        new ConflictStrategy.Automerge(),
                        Map.of(SyncScript.TASK, new ConflictStrategy.OptimisticConcurrency()));
        return PARTS.keep(
                TestBackend.start(
                        SyncScript.DOCUMENT,
                        usual.with(usual.tables().withStrategies(strategies))));
    }

    private static SyncScript played(URI endpoint) {
        SyncScript script = PARTS.keep(new SyncScript(endpoint));
        script.startOnWhatWasThere();
        script.bothCreateUpdateAndDelete();
        script.oneIsAwayWhileTheOtherWrites();
        script.itReturns();
        return script;
    }

    @Test
    void sidecarsOfAnAppSyncThatIsNotOursEndAsThoseOfOurBackend() {
        assertThat(theirs).isEqualTo(ours);
        assertThat(theirs)
                .containsOnlyKeys(
                        "Note merged",
                        "Note of-first",
                        "Task checked",
                        "Task missed",
                        "Task offline");
    }

    @Test
    void whoeverComesTooLateEndsAsConfigured() {
        assertThat(theirs.get("Note merged"))
                .containsEntry("title", "theirs")
                .containsEntry("rating", 5);
        assertThat(theirs.get("Task checked"))
                .containsEntry("title", "mine")
                .containsEntry("rating", 5);
    }

    @Test
    void whatTheyRefuseBecauseOfItsVersionIsResolvedAsConfigured() {
        // Given
        int before = lookalike.conflicts();

        // When
        int rounds = there.bothWriteUntil("contended", () -> lookalike.conflicts() > before);

        // Then
        assertThat(there.end().get("Task contended"))
                .containsEntry("title", "of second " + rounds)
                .containsEntry("rating", rounds);
    }

    @Test
    void anEventOfTheirRealtimeServerReachesTheOtherSidecarWithoutAPull() {
        // Given
        there.awaitLiveEvents();
        int pulls = lookalike.pulls();

        // When
        there.firstCreates("told");

        // Then
        there.awaitAtSecond("told");
        assertThat(lookalike.pulls()).isEqualTo(pulls);
    }
}
