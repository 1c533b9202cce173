package dev.outrigger.backend.graphql.realtime;

import dev.outrigger.backend.identity.Attempt;
import dev.outrigger.backend.identity.Entrance;
import dev.outrigger.backend.identity.Identification;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// What all connections of a channel share.
///
/// @param loop runs tasks on the event loop of the server
record RealtimeSetting(
        Changefeed changefeed, Entrance entrance, Executor loop, RealtimeLimits limits) {
    /// Finds out who made an attempt and says so on the event loop: at once when nobody else had to
    /// be asked, so that messages are answered in their order.
    void identify(Attempt attempt, Consumer<Identification> then) {
        CompletableFuture<Identification> identification =
                entrance.authenticator().identify(attempt).toCompletableFuture();
        if (identification.isDone()) {
            then.accept(identification.join());
        } else {
            identification.thenAccept(found -> loop.execute(() -> then.accept(found)));
        }
    }
}
