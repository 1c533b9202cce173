package dev.outrigger.backend.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outrigger.testing.ManualClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class ApiKeysTest {
    /// Of `da2-hashed`, by sha256sum.
    private static final String HASHED =
            "aa44782ffff60f75d0b30624757b5433da786a4e633c32833a15f52dcc74782c";

    private static final Identification UNKNOWN =
            Identification.refused(Identification.Reason.UNKNOWN_KEY);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-02T09:30:00Z"));
    private final Instant end = clock.instant().plusSeconds(60);

    private final ApiKeys keys =
            new ApiKeys(
                    List.of(
                            ApiKey.of("da2-one", Instant.MAX),
                            ApiKey.of("da2-two", end),
                            ApiKey.hashed(HASHED, Instant.MAX)),
                    clock);

    @Test
    void everyKeyLetsInWhateverTheCaseOfTheHeader() {
        for (String key : List.of("da2-one", "da2-hashed")) {
            for (String header : List.of("x-api-key", "X-Api-Key")) {
                assertThat(shown(Map.of(header, key)))
                        .isEqualTo(new Identification.Identified(new Caller.ApiKeyHolder()));
            }
        }
    }

    @Test
    void aKeyIsValidUntilItExpires() {
        assertThat(shown(Map.of("x-api-key", "da2-two")))
                .isEqualTo(new Identification.Identified(new Caller.ApiKeyHolder(), end));
        clock.advance(Duration.ofSeconds(60));
        assertThat(shown(Map.of("x-api-key", "da2-two"))).isEqualTo(UNKNOWN);
    }

    @Test
    void anotherKeyIsRefused() {
        for (String key : List.of("da2-three", "da2-on", "da2-one ", "", HASHED)) {
            assertThat(shown(Map.of("x-api-key", key))).isEqualTo(UNKNOWN);
        }
    }

    @Test
    void noKeyIsMissing() {
        assertThat(shown(Map.of("authorization", "da2-one")))
                .isEqualTo(Identification.refused(Identification.Reason.MISSING));
    }

    @Test
    void whatIsNoKeyIsNoConfiguration() {
        assertThatThrownBy(() -> ApiKeys.lasting(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ApiKeys.lasting(List.of("a", " ")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ApiKey.hashed("abcd", Instant.MAX))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noTextShowsAKey() {
        Attempt attempt = Shown.headers(Map.of("x-api-key", "da2-one"));
        assertThat(attempt.toString() + attempt.headers()).doesNotContain("da2-one");
    }

    private Identification shown(Map<String, String> headers) {
        return Shown.answer(keys, Shown.headers(headers));
    }
}
