package dev.outrigger.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

class TokenClaimsTest {
    @Test
    void tellsWhoHoldsATokenAndForHowLong() {
        TokenClaims claims =
                TokenClaims.of(
                        token(
                                """
                                {"sub": "s-1", "cognito:username": "ana", "exp": 1772443800}
                                """));

        assertThat(claims.subject()).contains("s-1");
        assertThat(claims.username()).contains("ana");
        assertThat(claims.expiresAt()).contains(Instant.ofEpochSecond(1_772_443_800));
        assertThat(TokenClaims.of("Bearer " + token("{\"sub\": \"s-1\"}")).subject())
                .contains("s-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"readers\", \"editors\"]",
                "\"[\\\"readers\\\", \\\"editors\\\"]\"",
                "[\"readers\", 1, \"editors\", \"\"]"
            })
    void AC133_groupsComeAsAnArrayOrAsAStringOfOne(String groups) {
        assertThat(TokenClaims.of(token("{\"cognito:groups\": " + groups + "}")))
                .satisfies(
                        claims ->
                                assertThat(claims.groups("cognito:groups"))
                                        .containsExactly("readers", "editors"));
    }

    @Test
    void AC133_oneGroupComesAsAPlainString() {
        assertThat(TokenClaims.of(token("{\"roles\": \"editors\"}")).groups("roles"))
                .containsExactly("editors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "opaque", "a.b", "a.b.c", "a.!!.c", "a.e30.c.d", "..", "a.W10.c"})
    void aTextThatIsNoTokenSaysNothing(String text) {
        assertThat(TokenClaims.of(text).values()).isEmpty();
    }

    @Test
    void aTimeThatNoClockReachesIsNone() {
        assertThat(TokenClaims.of(token("{\"exp\": 9223372036854775807}")).expiresAt()).isEmpty();
    }

    @Test
    void neverShowsAValue() {
        assertThat(TokenClaims.of(token("{\"email\": \"ana@example.org\"}")).toString())
                .contains("email")
                .doesNotContain("ana");
    }

    private static String token(String claims) {
        return "e30."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".signature";
    }
}
