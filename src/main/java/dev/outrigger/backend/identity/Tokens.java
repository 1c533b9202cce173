package dev.outrigger.backend.identity;

import dev.outrigger.token.Finding;
import dev.outrigger.token.IssuedTokens;
import dev.outrigger.token.OutsideCalls;
import dev.outrigger.token.TokenIssuer;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Lets in whoever has a valid token (JWT) of an issuer that is trusted.
public final class Tokens implements Mode {
    private static final String PREFIX = "Bearer ";

    private final IssuedTokens issued;

    public Tokens(List<TokenIssuer> issuers, OutsideCalls calls, InstantSource clock) {
        this.issued = new IssuedTokens(issuers, calls, clock);
    }

    @Override
    public boolean takes(RequestHeaders headers) {
        return issued.claims(token(headers));
    }

    @Override
    public CompletionStage<Identification> identify(Attempt attempt) {
        return issued.check(token(attempt.headers())).thenApply(Tokens::identification);
    }

    private static Identification identification(Finding finding) {
        return switch (finding) {
            case Finding.Valid(var provider, var claims, var end) ->
                    new Identification.Identified(new Caller.SignedIn(provider, claims), end);
            case Finding.Invalid(var reason) -> Identification.refused(reason(reason));
            case Finding.Unknown _ -> new Identification.Undecided();
        };
    }

    private static Identification.Reason reason(Finding.Reason reason) {
        return switch (reason) {
            case MALFORMED -> Identification.Reason.MALFORMED;
            case FOREIGN -> Identification.Reason.FOREIGN;
            case FORGED -> Identification.Reason.FORGED;
            case EXPIRED -> Identification.Reason.EXPIRED;
            case UNTIMELY -> Identification.Reason.UNTIMELY;
        };
    }

    /// With and without the word Bearer: Amplify's clients leave it out.
    private static String token(RequestHeaders headers) {
        String text = headers.find(RequestHeaders.AUTHORIZATION).orElse("");
        boolean prefixed = text.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
        return prefixed ? text.substring(PREFIX.length()).strip() : text.strip();
    }
}
