package dev.outrigger.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Set;

class AccessTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Caller TILL = caller("till", Instant.MAX);
    private static final Caller OFFICE = caller("office", NOW.plusSeconds(1));
    // printf %s hashed | sha256sum
    private static final String DIGEST =
            "1a06df824ed741b53c785079a6347f00eec5af82f9850775409ca69dff4068a6";

    private final AccessTokens tokens =
            new AccessTokens(
                    List.of(
                            AccessToken.of(TILL, "of the till"),
                            AccessToken.of(OFFICE, "of the office")),
                    () -> NOW);

    @Test
    void tellsWhoseATokenIs() {
        assertThat(verdict(tokens, "of the till")).isEqualTo(new Verdict.Known(TILL));
        assertThat(verdict(tokens, "of the office")).isEqualTo(new Verdict.Known(OFFICE));
    }

    @Test
    void refusesWhatIsAlmostAToken() {
        for (String shown : List.of("", "of the til", "of the till ", "OF THE TILL", "till")) {
            assertThat(verdict(tokens, shown)).as(shown).isEqualTo(new Verdict.Refused());
        }
    }

    @Test
    void aTokenIsNobodysFromItsEndOn() {
        var later =
                new AccessTokens(
                        List.of(AccessToken.of(OFFICE, "of the office")), () -> NOW.plusSeconds(1));

        assertThat(verdict(later, "of the office")).isEqualTo(new Verdict.Refused());
    }

    @Test
    void aDigestStandsForItsToken() {
        var hashed = new AccessTokens(List.of(AccessToken.hashed(TILL, DIGEST)), () -> NOW);

        assertThat(verdict(hashed, "hashed")).isEqualTo(new Verdict.Known(TILL));
        assertThat(verdict(hashed, DIGEST)).isEqualTo(new Verdict.Refused());
        assertThatThrownBy(() -> AccessToken.hashed(TILL, "abcd"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoIsLimitedToModelsHasNotTheScopeThatConcernsAll() {
        var grant = new Grant(Set.of(Scope.READ, Scope.ADMIN), new Reach.Only(Set.of("Post")));

        assertThat(grant.scopes()).containsExactly(Scope.READ);
    }

    private static Verdict verdict(AccessTokens tokens, String shown) {
        return tokens.identify(shown).toCompletableFuture().join();
    }

    private static Caller caller(String name, Instant validUntil) {
        return new Caller(name, Grant.everything(), validUntil);
    }
}
