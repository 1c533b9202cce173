package dev.outrigger.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
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
        assertThat(read(header, null)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void R9_measuresADateByTheClockThatItIsFrom() {
        assertThat(read("Sun, 01 Mar 2026 09:30:30 GMT", "Sun, 01 Mar 2026 09:30:00 GMT"))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(read("Mon, 02 Mar 2026 09:30:30 GMT", "yesterday"))
                .isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999", "Fri, 31 Dec 9999 23:59:59 GMT"})
    void neverWaitsLongerThanAnHour(String header) {
        assertThat(read(header, null)).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999999999999"})
    void ignoresWhatIsNeither(String header) {
        assertThat(read(header, null)).isNull();
    }

    @Test
    void ignoresAnImpossibleDate() {
        assertThat(read("Mon, 32 Mar 2026 09:30:30 GMT", null)).isNull();
    }

    private static @Nullable Duration read(@Nullable String header, @Nullable String date) {
        return RetryAfter.of(new HttpAnswer.Received(429, header, date, new byte[0]), NOW);
    }
}
