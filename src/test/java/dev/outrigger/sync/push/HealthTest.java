package dev.outrigger.sync.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What answers tell of a backend, and how one bad mutation is told from a bad backend.
class HealthTest {
    private final Health unknown = new Health.Unknown();
    private final Health taking = new Health.Taking();
    private final Health suspecting = new Health.Suspecting(1);
    private final Health failing = new Health.Failing();

    @Test
    void aFailureAfterSomethingWasTakenIsOfThatMutationUntilAnotherOneFailsToo() {
        assertThat(taking.failedAt(1)).isEqualTo(suspecting);
        assertThat(unknown.failedAt(1)).isEqualTo(suspecting);
        assertThat(suspecting.failedAt(1)).isEqualTo(suspecting);
        assertThat(suspecting.failedAt(2)).isEqualTo(failing);
        assertThat(failing.failedAt(1)).isEqualTo(failing);
    }

    @Test
    void whatIsTakenClearsEveryDoubt() {
        assertThat(suspecting.took()).isEqualTo(taking);
        assertThat(failing.took()).isEqualTo(taking);
        assertThat(unknown.took()).isEqualTo(taking);
    }

    @Test
    void aWordThatTakesNothingOpensTheLanesAndProvesNothing() {
        assertThat(suspecting.spoke()).isEqualTo(unknown);
        assertThat(failing.spoke()).isEqualTo(unknown);
        assertThat(taking.spoke()).isEqualTo(taking);
    }

    @Test
    void othersAreNoComfortWhereSeveralOfOursFail() {
        assertThat(suspecting.othersWereTaken()).isEqualTo(taking);
        assertThat(failing.othersWereTaken()).isEqualTo(failing);
        assertThat(unknown.othersWereTaken()).isEqualTo(unknown);
    }

    @Test
    void onlyTheOneSuspectLeavesOthersInPeace() {
        assertThat(suspecting.sparesOthers(1)).isTrue();
        assertThat(suspecting.sparesOthers(2)).isFalse();
        assertThat(failing.sparesOthers(1)).isFalse();
        assertThat(taking.sparesOthers(1)).isTrue();
        assertThat(suspecting.probes()).isTrue();
        assertThat(failing.probes()).isTrue();
        assertThat(unknown.probes()).isFalse();
    }
}
