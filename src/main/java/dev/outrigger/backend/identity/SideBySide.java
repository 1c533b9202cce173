package dev.outrigger.backend.identity;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Several ways to authenticate: the first one that takes a request decides.
///
/// @param modes in the order of AppSync: API keys, signatures, tokens of known issuers, and last an
///     authorizer, which takes every token that is left
public record SideBySide(List<Mode> modes) implements Authenticator {
    public SideBySide {
        modes = List.copyOf(modes);
        if (modes.isEmpty()) {
            throw new IllegalArgumentException("without any way to authenticate nobody gets in");
        }
    }

    @Override
    public CompletionStage<Identification> identify(Attempt attempt) {
        for (Mode mode : modes) {
            if (mode.takes(attempt.headers())) {
                return mode.identify(attempt);
            }
        }
        Identification.Reason reason =
                attempt.headers().find(RequestHeaders.AUTHORIZATION).isPresent()
                        ? Identification.Reason.UNSUPPORTED
                        : Identification.Reason.MISSING;
        return CompletableFuture.completedFuture(Identification.refused(reason));
    }
}
