package dev.outrigger.backend.graphql.resolve;

/// An argument has the right type and still cannot be used; the message says why, for the client.
final class ArgumentRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ArgumentRefused(String message) {
        super(message, null, false, false);
    }
}
