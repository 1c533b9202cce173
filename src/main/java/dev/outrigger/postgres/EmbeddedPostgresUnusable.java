package dev.outrigger.postgres;

import org.jspecify.annotations.Nullable;

/// The bundled PostgreSQL cannot run here, or not on this folder; the message names the cure.
public final class EmbeddedPostgresUnusable extends DatabaseFailure {
    private static final long serialVersionUID = 1L;

    EmbeddedPostgresUnusable(String message) {
        super(message, null);
    }

    EmbeddedPostgresUnusable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
