package dev.outrigger.backend.identity;

/// What a client shows to be let in.
///
/// @param headers those of an HTTP request, or those that a message of the realtime channel has in
///     their place
public record Attempt(RequestHeaders headers) {
    /// No headers: they hold keys and tokens.
    @Override
    public String toString() {
        return "Attempt[]";
    }
}
