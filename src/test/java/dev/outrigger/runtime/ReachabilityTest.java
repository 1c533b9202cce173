package dev.outrigger.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.ManualTimers;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// When clients hear that the backend is in reach, or not.
class ReachabilityTest {
    private static final Duration SHORT = Duration.ofMillis(249);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final ManualTimers timers = new ManualTimers();
    private final List<Boolean> told = new ArrayList<>();
    private final Reachability reachability = new Reachability(timers, told::add);

    @Test
    void theFirstThingThatIsKnownIsToldAtOnce() {
        // When
        reachability.missed();

        // Then
        assertThat(told).containsExactly(false);
    }

    @Test
    void AC139_aLossIsToldOnceItHasLastedAndAReturnAtOnce() {
        // Given
        reachability.reached();

        // When
        reachability.missed();
        timers.pass(SHORT);
        List<Boolean> early = List.copyOf(told);
        timers.pass(MOMENT);
        reachability.reached();

        // Then
        assertThat(early).containsExactly(true);
        assertThat(told).containsExactly(true, false, true);
    }

    @Test
    void AC139_aNetworkThatFlapsIsOneThatIsThere() {
        // Given
        reachability.reached();

        // When
        for (int flap = 0; flap < 100; flap++) {
            reachability.missed();
            timers.pass(SHORT);
            reachability.reached();
            timers.pass(MOMENT);
        }

        // Then
        assertThat(told).containsExactly(true);
        assertThat(timers.armed()).isEmpty();
    }

    @Test
    void manyLossesInARowAreOne() {
        // Given
        reachability.reached();

        // When
        for (int loss = 0; loss < 10; loss++) {
            reachability.missed();
            timers.pass(Duration.ofMillis(100));
        }

        // Then
        assertThat(told).containsExactly(true, false);
    }

    @Test
    void anEndIsToldWithoutWaiting() {
        // Given
        reachability.reached();
        reachability.missed();

        // When
        reachability.end();
        timers.pass(Duration.ofSeconds(1));

        // Then
        assertThat(told).containsExactly(true, false);
    }
}
