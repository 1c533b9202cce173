package dev.outrigger.sync.push;

import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.RemoteItem;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// How the backend answered one mutation. Whatever is not a definite word of the backend about this
/// very mutation is [Deferred] or [Unanswered], and the mutation stays.
public sealed interface PushOutcome {
    /// Stored. The answer may differ from what was sent: the backend may have merged.
    record Accepted(RemoteItem answer) implements PushOutcome {}

    /// The item moved on since the replica last saw it.
    ///
    /// @param theirs the backend's item, or null when it did not say
    record Conflict(@Nullable RemoteItem theirs) implements PushOutcome {}

    /// The condition is false on the backend; for a create it is "the key is not taken yet".
    record ConditionFailed(String reason) implements PushOutcome {}

    /// Will never succeed as written: bad input, or missing rights.
    record Refused(Rejection rejection) implements PushOutcome {
        /// By one error that is of no kind which is known.
        public Refused(String errorType, String message) {
            this(Rejection.of(Rejection.Cause.UNKNOWN, errorType, message));
        }
    }

    /// Not stored: the backend does not know who asks. The token has expired, say, or nobody has
    /// signed in. It says nothing about this mutation.
    record NotSignedIn(String reason) implements PushOutcome {}

    /// Not stored, and not this mutation's fault: throttled, or a backend in trouble.
    ///
    /// @param pause what the backend asked for, or null when it did not say
    record Deferred(@Nullable Duration pause, String reason) implements PushOutcome {}

    /// Carried out, and what the backend has of the item now cannot be taken in. The backend is
    /// fine: only this item is concerned.
    record Unreadable(String reason) implements PushOutcome {}

    /// The backend executed this very mutation and failed at it: it may or may not have been
    /// stored. Whether the backend fails at others too, their answers tell.
    record Faulted(String reason) implements PushOutcome {}

    /// The backend executed a document, and nothing definite is said of this one of its mutations:
    /// it may or may not have been stored. In a document of its own it would have been told.
    record Unsaid(String reason) implements PushOutcome {}

    /// No answer. The mutation may or may not have been stored.
    record Unanswered(String reason) implements PushOutcome {}

    /// The backend refused a document as a whole, in which this mutation was not the only one, and
    /// carried out nothing of it: it may take the mutation in a smaller one.
    record NotTogether(String reason) implements PushOutcome {}
}
