package dev.outrigger.runtime;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.EngineRun;
import dev.outrigger.testing.ItemBuilder;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Map;

/// What a backend has forgotten goes from a replica that comes back after a long time, whether the
/// backend has digests or not.
@ParameterizedClass
@ValueSource(booleans = {true, false})
class KeyComparingTest {
    private static final Duration LONG = Duration.ofDays(40);

    private final EngineRun run = new EngineRun();

    @Parameter boolean digests;

    private static ItemBuilder post(String id) {
        return anItem("Post").withId(id);
    }

    @BeforeEach
    void knowTwoPosts() {
        if (digests) {
            run.backend().tellsDigests();
        }
        run.backend().holds(post("p1").remote());
        run.backend().holds(post("p2").remote());
        run.caughtUp();
    }

    @Test
    void R4_S5_whatWasDeletedWhileTheReplicaWasAwayGoesAndTheRestStays() {
        // Given
        run.backend().forgets(post("p2").key());

        // When
        run.pass(LONG);

        // Then
        assertThat(run.item(post("p1").key())).isPresent();
        assertThat(run.item(post("p2").key())).isEmpty();
        assertThat(run.told("modelSynced"))
                .anySatisfy(
                        told ->
                                assertThat(told)
                                        .containsEntry("model", "Post")
                                        .containsEntry(
                                                "counts",
                                                Map.of("new", 0, "updated", 0, "deleted", 1)));
    }

    @Test
    void R4_anItemWithMutationsOnTheirWayIsNeverRemoved() {
        // Given
        run.stop();
        run.save(post("p2").patch("title", "mine"));
        run.backend().forgets(post("p2").key());
        run.backend().answersLate();

        // When
        run.pass(LONG);
        run.start();
        run.backend().acknowledgeLink();
        run.rest();

        // Then
        assertThat(run.item(post("p2").key())).isPresent();
    }

    @Test
    void whatIsEqualOnBothSidesIsNotAskedFor() {
        // When
        run.pass(LONG);

        // Then
        assertThat(run.backend().keysAsked()).isZero();
        assertThat(run.item(post("p2").key())).isPresent();
    }

    @Test
    void aKeyThatWasForgottenMayComeBackFromItsFirstVersion() {
        // Given
        run.backend().forgets(post("p2").key());
        run.pass(LONG);

        // When
        run.backend().feed(post("p2").withVersion(1).remote());
        run.rest();

        // Then
        assertThat(run.item(post("p2").key())).isPresent();
    }
}
