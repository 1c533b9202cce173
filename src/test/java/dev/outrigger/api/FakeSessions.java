package dev.outrigger.api;

import dev.outrigger.replica.User;
import dev.outrigger.runtime.Sessions;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Sessions that believe everything they are told and serve everybody the same replica, unless a
/// test says otherwise.
public final class FakeSessions implements Sessions {
    private @Nullable User user;
    private @Nullable Outcome next;
    private Credentials credentials = Credentials.CONFIGURED;

    /// The next change of the session ends with this.
    public void answersNext(Outcome outcome) {
        next = outcome;
    }

    @Override
    public CompletionStage<Outcome> signIn(SignIn signIn) {
        Outcome scripted = next;
        if (scripted != null) {
            next = null;
            return CompletableFuture.completedStage(scripted);
        }
        user = signIn.user();
        credentials = signIn.token() == null ? Credentials.CONFIGURED : Credentials.SESSION;
        return status().thenApply(Outcome.Serving::new);
    }

    @Override
    public CompletionStage<Outcome> signOut() {
        user = null;
        credentials = Credentials.CONFIGURED;
        return status().thenApply(Outcome.Serving::new);
    }

    @Override
    public CompletionStage<Status> status() {
        return CompletableFuture.completedStage(new Status(user, credentials, 3));
    }
}
