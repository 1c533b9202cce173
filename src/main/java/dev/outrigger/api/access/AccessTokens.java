package dev.outrigger.api.access;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Lets in whoever shows one of the configured tokens. Comparing takes the same time whichever of
/// them is right, and when none is.
public final class AccessTokens implements Entrance {
    private final List<AccessToken> tokens;
    private final InstantSource clock;

    public AccessTokens(List<AccessToken> tokens, InstantSource clock) {
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException("without any token nobody gets in");
        }
        this.tokens = List.copyOf(tokens);
        this.clock = clock;
    }

    @Override
    public CompletionStage<Verdict> identify(String token) {
        byte[] shown = AccessToken.digestOf(token);
        Verdict found = new Verdict.Refused();
        for (AccessToken accepted : tokens) {
            if (accepted.has(shown)) {
                found = whileValid(accepted.caller());
            }
        }
        return CompletableFuture.completedFuture(found);
    }

    private Verdict whileValid(Caller caller) {
        return clock.instant().isBefore(caller.validUntil())
                ? new Verdict.Known(caller)
                : new Verdict.Refused();
    }
}
