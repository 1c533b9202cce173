package dev.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "30s, PT30S", "15m, PT15M", "24h, PT24H", "30d, PT720H"})
    void readsDurations(String text, Duration expected) {
        assertThat(Quantities.duration(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "24", "h", "-1s", "1.5h", "0s", "1H", "10 years", "9999999999s"})
    void refusesWhatIsNoDuration(String text) {
        assertThat(Quantities.duration(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"512B, 512", "64KiB, 65536", "1MiB, 1048576", "2GiB, 2147483648"})
    void readsSizes(String text, long expected) {
        assertThat(Quantities.size(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "64", "64KB", "64k", "0B", "-1KiB", "999999999999GiB"})
    void refusesWhatIsNoSize(String text) {
        assertThat(Quantities.size(text)).isEmpty();
    }
}
