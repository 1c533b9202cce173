package dev.outrigger.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.outrigger.model.AuthRule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

/// Decisions on tokens, once the issuer's keys are known.
class TokenCheckTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");
    private static final Date SOON = Date.from(NOW.plusSeconds(600));
    private static final String POOL = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_1";
    private static final ECKey KEY = key();

    private final TokenCheck pool =
            new TokenCheck(
                    new TokenIssuer(AuthRule.Provider.USER_POOLS, POOL, Set.of("app"), null));
    private final TokenCheck anyClient =
            new TokenCheck(new TokenIssuer(AuthRule.Provider.USER_POOLS, POOL, Set.of(), null));
    private final TokenCheck oidc =
            new TokenCheck(new TokenIssuer(AuthRule.Provider.OIDC, POOL, Set.of("app"), null));

    @Test
    void aGoodTokenIdentifiesWithItsClaimsUntilItExpires() throws JOSEException {
        Finding found =
                check(pool, claims("id").audience("app").claim("cognito:groups", List.of("a")));

        assertThat(found)
                .isInstanceOfSatisfying(
                        Finding.Valid.class,
                        identified -> {
                            assertThat(identified.validUntil()).isEqualTo(NOW.plusSeconds(660));
                            assertThat(identified.provider())
                                    .isEqualTo(AuthRule.Provider.USER_POOLS);
                            assertThat(identified.claims())
                                    .containsEntry("sub", "s-1")
                                    .containsEntry("cognito:groups", List.of("a"));
                        });
    }

    @ParameterizedTest
    @CsvSource({"aud", "client_id", "azp"})
    void aTokenNamesItsClientInOneOfThreePlaces(String claim) throws JOSEException {
        for (TokenCheck check : List.of(pool, oidc)) {
            assertThat(check(check, claims("access").claim(claim, "app")))
                    .isInstanceOf(Finding.Valid.class);
            assertThat(check(check, claims("access").claim(claim, "another")))
                    .isEqualTo(new Finding.Invalid(Finding.Reason.FOREIGN));
        }
    }

    @Test
    void aPoolWithoutClientIdsTakesEveryClientOfItAndAnOidcIssuerCannotBeSo() throws JOSEException {
        assertThat(check(anyClient, claims("access").claim("client_id", "whoever")))
                .isInstanceOf(Finding.Valid.class);
        assertThatThrownBy(() -> new TokenIssuer(AuthRule.Provider.OIDC, POOL, Set.of(), null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofAPoolOnlyIdAndAccessTokensCount() throws JOSEException {
        assertThat(check(pool, claims("refresh").audience("app")))
                .isEqualTo(new Finding.Invalid(Finding.Reason.FOREIGN));
        assertThat(check(oidc, claims("whatever").audience("app")))
                .isInstanceOf(Finding.Valid.class);
    }

    @Test
    void anotherIssuerIsForeign() throws JOSEException {
        assertThat(check(pool, claims("id").audience("app").issuer(POOL + "2")))
                .isEqualTo(new Finding.Invalid(Finding.Reason.FOREIGN));
    }

    @ParameterizedTest
    @CsvSource({"-61, EXPIRED", "-60, EXPIRED", "-59, "})
    void expiryHasALeeway(int seconds, Finding.Reason reason) throws JOSEException {
        var claims = claims("id").audience("app").expirationTime(at(seconds));
        assertDecided(check(pool, claims), reason);
    }

    @ParameterizedTest
    @CsvSource({"61, UNTIMELY", "60, ", "-1, "})
    void beginningHasALeeway(int seconds, Finding.Reason reason) throws JOSEException {
        var claims = claims("id").audience("app").notBeforeTime(at(seconds));
        assertDecided(check(pool, claims), reason);
    }

    @Test
    void aTokenThatNeverExpiresIsNone() throws JOSEException {
        assertThat(check(pool, claims("id").audience("app").expirationTime(null)))
                .isEqualTo(new Finding.Invalid(Finding.Reason.MALFORMED));
    }

    @Test
    void anotherKeyWithTheSameNameIsForged() throws JOSEException {
        ECKey other = new ECKeyGenerator(Curve.P_256).keyID(KEY.getKeyID()).generate();
        SignedJWT token = signed(claims("id").audience("app"), new ECDSASigner(other));
        assertThat(pool.check(token, List.of(KEY), NOW))
                .isEqualTo(new Finding.Invalid(Finding.Reason.FORGED));
    }

    @Test
    void algorithmsThatProveNothingAreNotSupported() throws JOSEException {
        for (JWSAlgorithm algorithm :
                List.of(JWSAlgorithm.HS256, JWSAlgorithm.HS512, new JWSAlgorithm("none"))) {
            assertThat(TokenCheck.supports(algorithm)).isFalse();
        }
        assertThat(TokenCheck.supports(JWSAlgorithm.RS256)).isTrue();
        assertThat(TokenCheck.supports(JWSAlgorithm.ES256)).isTrue();
        // The public key as the secret of a hash: the classic confusion.
        var token =
                new SignedJWT(
                        new JWSHeader(JWSAlgorithm.HS256), claims("id").audience("app").build());
        token.sign(new MACSigner(KEY.toPublicJWK().toJSONString()));
        assertThat(pool.check(token, List.of((JWK) KEY), NOW))
                .isEqualTo(new Finding.Invalid(Finding.Reason.FORGED));
    }

    private static void assertDecided(Finding found, Finding.Reason reason) {
        if (reason == null) {
            assertThat(found).isInstanceOf(Finding.Valid.class);
        } else {
            assertThat(found).isEqualTo(new Finding.Invalid(reason));
        }
    }

    private static Finding check(TokenCheck check, JWTClaimsSet.Builder claims)
            throws JOSEException {
        return check.check(signed(claims, new ECDSASigner(KEY)), List.of(KEY.toPublicJWK()), NOW);
    }

    private static SignedJWT signed(JWTClaimsSet.Builder claims, JWSSigner signer)
            throws JOSEException {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(KEY.getKeyID()).build();
        var token = new SignedJWT(header, claims.build());
        token.sign(signer);
        return token;
    }

    private static JWTClaimsSet.Builder claims(String use) {
        return new JWTClaimsSet.Builder()
                .issuer(POOL)
                .subject("s-1")
                .claim("token_use", use)
                .expirationTime(SOON);
    }

    private static Date at(int seconds) {
        return Date.from(NOW.plusSeconds(seconds));
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
