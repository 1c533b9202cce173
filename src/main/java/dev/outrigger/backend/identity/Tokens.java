package dev.outrigger.backend.identity;

import com.nimbusds.jwt.SignedJWT;

import java.text.ParseException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Lets in whoever has a valid token (JWT) of an issuer that is trusted.
public final class Tokens implements Mode {
    /// A longer text is not looked at; Cognito's are of 1 to 2 KiB.
    private static final int TOKEN_CHARACTERS = 16 * 1024;

    private static final String PREFIX = "Bearer ";

    private final Map<String, Trust> byIssuer = new HashMap<>();
    private final InstantSource clock;

    /// What a token is checked with.
    private record Trust(TokenCheck check, IssuerKeys keys) {}

    public Tokens(List<TokenIssuer> issuers, OutsideCalls calls, InstantSource clock) {
        this.clock = clock;
        for (TokenIssuer issuer : issuers) {
            var document = new KeyDocument(issuer, calls);
            var keys = new IssuerKeys(issuer.name(), document::read, clock);
            byIssuer.put(issuer.name(), new Trust(new TokenCheck(issuer), keys));
        }
    }

    @Override
    public boolean takes(RequestHeaders headers) {
        return token(headers).flatMap(this::trust).isPresent();
    }

    @Override
    public CompletionStage<Identification> identify(Attempt attempt) {
        Optional<SignedJWT> token = token(attempt.headers());
        Optional<Trust> trust = token.flatMap(this::trust);
        if (token.isEmpty() || trust.isEmpty()) {
            return CompletableFuture.completedFuture(
                    Identification.refused(
                            token.isEmpty()
                                    ? Identification.Reason.MALFORMED
                                    : Identification.Reason.FOREIGN));
        }
        return identify(token.get(), trust.get());
    }

    private CompletionStage<Identification> identify(SignedJWT token, Trust trust) {
        if (!TokenCheck.supports(token.getHeader().getAlgorithm())) {
            return CompletableFuture.completedFuture(
                    Identification.refused(Identification.Reason.FORGED));
        }
        return trust.keys()
                .find(token.getHeader())
                .thenApply(
                        found ->
                                switch (found) {
                                    case IssuerKeys.Found.Keys(var keys) ->
                                            trust.check().check(token, keys, clock.instant());
                                    case IssuerKeys.Found.None _ ->
                                            Identification.refused(Identification.Reason.FORGED);
                                    case IssuerKeys.Found.Unknown _ ->
                                            new Identification.Undecided();
                                });
    }

    private Optional<Trust> trust(SignedJWT token) {
        try {
            return Optional.ofNullable(byIssuer.get(token.getJWTClaimsSet().getIssuer()));
        } catch (ParseException _) {
            return Optional.empty();
        }
    }

    /// With and without the word Bearer: Amplify's clients leave it out.
    private static Optional<SignedJWT> token(RequestHeaders headers) {
        String text = headers.find(RequestHeaders.AUTHORIZATION).orElse("");
        boolean prefixed = text.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
        String token = prefixed ? text.substring(PREFIX.length()).strip() : text.strip();
        if (token.isEmpty() || token.length() > TOKEN_CHARACTERS) {
            return Optional.empty();
        }
        try {
            return Optional.of(SignedJWT.parse(token));
        } catch (ParseException _) {
            return Optional.empty();
        }
    }
}
