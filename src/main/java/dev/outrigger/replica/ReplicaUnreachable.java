package dev.outrigger.replica;

/// The replica's database did not answer. The message is one clear sentence without credentials.
public final class ReplicaUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReplicaUnreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
