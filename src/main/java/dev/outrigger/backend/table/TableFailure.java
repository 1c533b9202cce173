package dev.outrigger.backend.table;

import org.jspecify.annotations.Nullable;

/// A read or write gave no answer. The message is for logs; it holds no values.
public final class TableFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /// What a caller can do about it.
    public enum Reason {
        /// The database cannot be reached. Nothing was written; the same request may come again.
        UNAVAILABLE,
        /// The connection broke during the commit: written or not. The same request may come again,
        /// since an exact retry is recognised and a stale version is resolved.
        UNCERTAIN,
        /// Too much waits. Nothing was written; the same request may come again later.
        BUSY,
        /// This request will never succeed.
        FAULT
    }

    TableFailure(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
