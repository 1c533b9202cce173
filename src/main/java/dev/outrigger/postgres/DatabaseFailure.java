package dev.outrigger.postgres;

import org.jspecify.annotations.Nullable;

/// Why a database cannot be used, in one line that an operator can act on; the cause holds the
/// rest.
public abstract sealed class DatabaseFailure extends RuntimeException
        permits DatabaseUrlInvalid, DatabaseUnreachable, EmbeddedPostgresUnusable, MigrationFailed {
    private static final long serialVersionUID = 1L;

    DatabaseFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
