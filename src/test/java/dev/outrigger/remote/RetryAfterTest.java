package dev.outrigger.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "120, 120",
        "' 7 ', 7",
        "'Mon, 02 Mar 2026 09:30:30 GMT', 30",
        "'Mon, 02 Mar 2026 09:29:00 GMT', 0"
    })
    void readsBothForms(String header, long seconds) {
        assertThat(RetryAfter.read(header, NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999999999999"})
    void ignoresWhatIsNeither(String header) {
        assertThat(RetryAfter.read(header, NOW)).isNull();
    }

    @Test
    void ignoresAnImpossibleDate() {
        assertThat(RetryAfter.read("Mon, 32 Mar 2026 09:30:30 GMT", NOW)).isNull();
    }
}
