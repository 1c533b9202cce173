package dev.outrigger.backend.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.AuthRule;
import dev.outrigger.token.OutsideCalls;
import dev.outrigger.token.TokenIssuer;

import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

class TokensTest {
    @Test
    void whatIsNoTokenOfAKnownIssuerIsNotTaken() {
        var issuer =
                new TokenIssuer(
                        AuthRule.Provider.OIDC, "https://issuer.example", Set.of("app"), null);
        try (var calls = new OutsideCalls()) {
            var tokens = new Tokens(List.of(issuer), calls, InstantSource.system());
            for (String text : List.of("", "x", "a.b.c", "Bearer ", "Basic YTpi")) {
                var attempt = Shown.headers(Map.of("authorization", text));
                assertThat(tokens.takes(attempt.headers())).isFalse();
                assertThat(Shown.answer(tokens, attempt))
                        .isEqualTo(Identification.refused(Identification.Reason.MALFORMED));
            }
        }
    }
}
