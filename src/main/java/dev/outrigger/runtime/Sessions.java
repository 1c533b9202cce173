package dev.outrigger.runtime;

import dev.outrigger.replica.User;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletionStage;

/// Whose replica a sidecar serves, and with what the backend is shown who that is. Calls are
/// carried out one after the other, in the order in which they came.
public interface Sessions {
    /// Serves the replica of whoever signs in. Its stage completes when nothing of another user is
    /// under way any more.
    CompletionStage<Outcome> signIn(SignIn signIn);

    /// Serves the replica of nobody in particular again. Unsent writes of the user stay sealed.
    CompletionStage<Outcome> signOut();

    CompletionStage<Status> status();

    /// What an app says of its user.
    ///
    /// @param token for the backend; null when the backend is shown what is configured
    /// @param user null when the token is to say it
    record SignIn(@Nullable String token, @Nullable User user) {
        /// Without the token.
        @Override
        public String toString() {
            return "SignIn[user=" + user + ", token=" + (token == null ? "none" : "given") + "]";
        }
    }

    /// What the backend is shown.
    enum Credentials {
        /// The token that an app handed over.
        SESSION,
        /// An app has to hand over the user's token once more, as tokens do not outlive the
        /// process; until then nothing is shown, and nothing sent.
        AWAITED,
        /// What the sidecar's configuration says.
        CONFIGURED,
        /// There is no backend.
        NONE
    }

    /// @param user null while nobody is signed in
    /// @param unsentOfOthers mutations in the outboxes of all replicas but the served one
    record Status(@Nullable User user, Credentials credentials, long unsentOfOthers) {}

    /// What came of a change of the session.
    sealed interface Outcome {
        record Serving(Status status) implements Outcome {}

        /// The token says not who its holder is, and nobody else did; nothing has changed.
        record NobodyNamed() implements Outcome {}

        /// Every other user has unsent writes, so that no replica can make room; nothing has
        /// changed.
        record TooManyUsers(int limit) implements Outcome {}

        /// The user's replica cannot be opened; nothing has changed.
        record Unusable(String reason) implements Outcome {}
    }
}
