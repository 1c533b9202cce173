package dev.outrigger.backend.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class ApiKeysTest {
    private final ApiKeys keys = new ApiKeys(List.of("da2-one", "da2-two"));

    @Test
    void everyKeyLetsInWhateverTheCaseOfTheHeader() {
        for (String key : List.of("da2-one", "da2-two")) {
            for (String header : List.of("x-api-key", "X-Api-Key")) {
                assertThat(identified(Map.of(header, key)))
                        .isEqualTo(new Identification.Identified(new Caller.ApiKeyHolder()));
            }
        }
    }

    @Test
    void anotherKeyIsRefused() {
        for (String key : List.of("da2-three", "da2-on", "da2-one ", "")) {
            assertThat(identified(Map.of("x-api-key", key)))
                    .isEqualTo(new Identification.Refused(Identification.Reason.UNKNOWN_KEY));
        }
    }

    @Test
    void noKeyIsMissing() {
        assertThat(identified(Map.of("authorization", "da2-one")))
                .isEqualTo(new Identification.Refused(Identification.Reason.MISSING));
    }

    @Test
    void noKeyAtAllOrAnEmptyOneIsNoConfiguration() {
        assertThatThrownBy(() -> new ApiKeys(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ApiKeys(List.of("a", " ")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noTextShowsAKey() {
        var attempt = new Attempt(RequestHeaders.of(Map.of("x-api-key", "da2-one").entrySet()));
        assertThat(attempt.toString() + attempt.headers()).doesNotContain("da2-one");
    }

    private Identification identified(Map<String, String> headers) {
        return keys.identify(new Attempt(RequestHeaders.of(headers.entrySet())))
                .toCompletableFuture()
                .join();
    }
}
