package dev.outrigger.store;

/// Why a replica cannot be opened, in one line that an operator can act on. Nothing was changed.
public final class ReplicaUnusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReplicaUnusable(String message) {
        super(message);
    }

    ReplicaUnusable(String message, Throwable cause) {
        super(message, cause);
    }
}
