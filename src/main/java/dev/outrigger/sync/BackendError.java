package dev.outrigger.sync;

/// One error that the backend gave for a mutation.
///
/// @param errorType the backend's own word, or one of ours where it gave none
public record BackendError(String errorType, String message) {
    /// For people.
    public String text() {
        return errorType + ": " + message;
    }
}
