package dev.outrigger.graphql.execution;

/// An argument has the right type and still cannot be used; the message says why, for the client.
public final class ArgumentRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ArgumentRefused(String message) {
        super(message, null, false, false);
    }
}
