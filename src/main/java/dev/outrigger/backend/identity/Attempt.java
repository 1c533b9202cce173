package dev.outrigger.backend.identity;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// What a client shows to be let in.
///
/// @param headers those of an HTTP request, or those that a message of the realtime channel has in
///     their place
/// @param message is asked for once at most, and only when the headers do not decide: nothing is to
///     be read from whoever may not send it
public record Attempt(RequestHeaders headers, Supplier<CompletionStage<Message>> message) {
    /// An attempt whose message has been read already.
    public static Attempt of(RequestHeaders headers, Message message) {
        return new Attempt(headers, () -> CompletableFuture.completedFuture(message));
    }

    /// No headers: they hold keys and tokens.
    @Override
    public String toString() {
        return "Attempt[]";
    }
}
