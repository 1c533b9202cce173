package dev.outrigger.sync.pull;

/// Why a model could not be pulled, as one sentence.
public record PullFailure(Cause cause, String reason) {
    /// What has to change before it can.
    public enum Cause {
        /// Nothing usable was answered; the next try may.
        UNUSABLE,
        /// The backend does not let this replica read the model: rights or credentials.
        UNAUTHORIZED
    }

    static PullFailure unusable(String reason) {
        return new PullFailure(Cause.UNUSABLE, reason);
    }
}
