package dev.outrigger.postgres;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;

/// Why a [GroupCommit] gave no result for an operation.
///
/// No stack trace: one is made per refused operation, at the very moment of overload.
public abstract sealed class WriteFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private WriteFailure(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }

    /// What is known about an operation when the connection breaks.
    public enum Outcome {
        /// It is certainly not stored; the caller may submit it again.
        NOT_STORED,
        /// The commit was sent and never answered: it may be stored, so only a read can tell.
        UNKNOWN
    }

    /// As many operations wait as may wait; nothing was written.
    public static final class QueueFull extends WriteFailure {
        private static final long serialVersionUID = 1L;
        private final int limit;

        QueueFull(int limit) {
            super("the limit of " + limit + " waiting operations is reached", null);
            this.limit = limit;
        }

        public int limit() {
            return limit;
        }
    }

    /// The connection to the database is gone.
    public static final class DatabaseUnavailable extends WriteFailure {
        private static final long serialVersionUID = 1L;
        private final Outcome outcome;

        DatabaseUnavailable(Outcome outcome, @Nullable Throwable cause) {
            super(
                    switch (outcome) {
                        case NOT_STORED -> "the database cannot be reached; nothing was written";
                        case UNKNOWN -> "the connection broke during the commit";
                    },
                    cause);
            this.outcome = outcome;
        }

        public Outcome outcome() {
            return outcome;
        }
    }

    /// The operation failed although it was alone in its transaction, which was rolled back.
    /// The cause is the [SQLException], or the exception that the batch threw.
    public static final class Rejected extends WriteFailure {
        private static final long serialVersionUID = 1L;

        Rejected(Exception cause) {
            super("the operation cannot be written", cause);
        }
    }

    /// The writer is closed, or closed before the operation's turn came; nothing was written.
    public static final class WriterClosed extends WriteFailure {
        private static final long serialVersionUID = 1L;

        WriterClosed() {
            super("the writer is closed", null);
        }
    }
}
