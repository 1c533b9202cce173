package dev.outrigger.token;

import com.nimbusds.jwt.SignedJWT;

import java.text.ParseException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Checks the tokens of the issuers that are trusted.
public final class IssuedTokens {
    /// A longer text is not looked at; Cognito's are of 1 to 2 KiB.
    private static final int TOKEN_CHARACTERS = 16 * 1024;

    private final Map<String, Trust> byIssuer = new HashMap<>();
    private final InstantSource clock;

    /// What a token is checked with.
    private record Trust(TokenCheck check, IssuerKeys keys) {}

    public IssuedTokens(List<TokenIssuer> issuers, OutsideCalls calls, InstantSource clock) {
        this.clock = clock;
        for (TokenIssuer issuer : issuers) {
            var document = new KeyDocument(issuer, calls);
            var keys = new IssuerKeys(issuer.name(), document::read, clock);
            byIssuer.put(issuer.name(), new Trust(new TokenCheck(issuer), keys));
        }
    }

    /// True for a token that says that it is of one of the issuers.
    public boolean claims(String text) {
        return parsed(text).flatMap(this::trust).isPresent();
    }

    /// Never fails. It may complete on any thread, and does so at once when the keys are known.
    public CompletionStage<Finding> check(String text) {
        Optional<SignedJWT> token = parsed(text);
        Optional<Trust> trust = token.flatMap(this::trust);
        if (token.isEmpty() || trust.isEmpty()) {
            return invalid(token.isEmpty() ? Finding.Reason.MALFORMED : Finding.Reason.FOREIGN);
        }
        return check(token.get(), trust.get());
    }

    private CompletionStage<Finding> check(SignedJWT token, Trust trust) {
        if (!TokenCheck.supports(token.getHeader().getAlgorithm())) {
            return invalid(Finding.Reason.FORGED);
        }
        return trust.keys()
                .find(token.getHeader())
                .thenApply(
                        found ->
                                switch (found) {
                                    case IssuerKeys.Found.Keys(var keys) ->
                                            trust.check().check(token, keys, clock.instant());
                                    case IssuerKeys.Found.None _ ->
                                            new Finding.Invalid(Finding.Reason.FORGED);
                                    case IssuerKeys.Found.Unknown _ -> new Finding.Unknown();
                                });
    }

    private static CompletionStage<Finding> invalid(Finding.Reason reason) {
        return CompletableFuture.completedFuture(new Finding.Invalid(reason));
    }

    private Optional<Trust> trust(SignedJWT token) {
        try {
            return Optional.ofNullable(byIssuer.get(token.getJWTClaimsSet().getIssuer()));
        } catch (ParseException _) {
            return Optional.empty();
        }
    }

    private static Optional<SignedJWT> parsed(String text) {
        if (text.isEmpty() || text.length() > TOKEN_CHARACTERS) {
            return Optional.empty();
        }
        try {
            return Optional.of(SignedJWT.parse(text));
        } catch (ParseException _) {
            return Optional.empty();
        }
    }
}
