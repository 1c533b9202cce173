package dev.outrigger.postgres;

/// The database was named in a way that is not understood: a fault of the configuration.
public final class DatabaseUrlInvalid extends DatabaseFailure {
    private static final long serialVersionUID = 1L;

    DatabaseUrlInvalid(String message) {
        super(message, null);
    }
}
