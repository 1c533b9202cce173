package dev.outrigger.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.outrigger.model.AuthRule;

import org.jspecify.annotations.Nullable;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Decides on a token of one issuer, once the keys are known that may have signed it.
record TokenCheck(TokenIssuer issuer) {
    /// How far the issuer's clock may be from ours.
    static final Duration LEEWAY = Duration.ofSeconds(60);

    /// Signed with a key of which the issuer publishes one half. With the others, whoever can check
    /// a token could make one, or nothing is signed at all.
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);

    private static final Set<String> COGNITO_USES = Set.of("id", "access");

    static boolean supports(JWSAlgorithm algorithm) {
        return ALGORITHMS.contains(algorithm);
    }

    Finding check(SignedJWT token, List<JWK> keys, Instant now) {
        if (keys.stream().noneMatch(key -> signed(token, key))) {
            return new Finding.Invalid(Finding.Reason.FORGED);
        }
        try {
            return check(token.getJWTClaimsSet(), token.getPayload().toJSONObject(), now);
        } catch (ParseException _) {
            return new Finding.Invalid(Finding.Reason.MALFORMED);
        }
    }

    private Finding check(
            JWTClaimsSet claims, @Nullable Map<String, @Nullable Object> json, Instant now) {
        Date expires = claims.getExpirationTime();
        if (json == null || expires == null) {
            return new Finding.Invalid(Finding.Reason.MALFORMED);
        }
        if (!issuer.name().equals(claims.getIssuer()) || !meantForUs(claims)) {
            return new Finding.Invalid(Finding.Reason.FOREIGN);
        }
        Instant end = expires.toInstant().plus(LEEWAY);
        if (!now.isBefore(end)) {
            return new Finding.Invalid(Finding.Reason.EXPIRED);
        }
        Date begin = claims.getNotBeforeTime();
        if (begin != null && now.plus(LEEWAY).isBefore(begin.toInstant())) {
            return new Finding.Invalid(Finding.Reason.UNTIMELY);
        }
        return new Finding.Valid(issuer.provider(), json, end);
    }

    /// Id tokens name their client in `aud`, Cognito's access tokens in `client_id`, and those of
    /// others in `azp`, as AppSync looks for it.
    private boolean meantForUs(JWTClaimsSet claims) {
        if (issuer.provider() == AuthRule.Provider.USER_POOLS
                && !COGNITO_USES.contains(String.valueOf(claims.getClaim("token_use")))) {
            return false;
        }
        Set<String> clients = new HashSet<>(claims.getAudience());
        clients.add(String.valueOf(claims.getClaim("client_id")));
        clients.add(String.valueOf(claims.getClaim("azp")));
        return issuer.clientIds().isEmpty()
                || issuer.clientIds().stream().anyMatch(clients::contains);
    }

    private static boolean signed(SignedJWT token, JWK key) {
        try {
            return key instanceof AsymmetricJWK published
                    && token.verify(
                            new DefaultJWSVerifierFactory()
                                    .createJWSVerifier(token.getHeader(), published.toPublicKey()));
        } catch (JOSEException | IllegalArgumentException _) {
            // The key is of another kind than the token says, or too short.
            return false;
        }
    }
}
