package dev.outrigger.backend.identity;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Attempts as a test writes them.
final class Shown {
    private Shown() {}

    /// An attempt of which only the headers may be looked at.
    static Attempt headers(Map<String, String> headers) {
        return new Attempt(
                RequestHeaders.of(headers.entrySet()),
                () -> {
                    throw new AssertionError("the body is not needed for this");
                });
    }

    static Attempt message(Map<String, String> headers, Message message) {
        return Attempt.of(RequestHeaders.of(headers.entrySet()), message);
    }

    static Message posted(String path, String body) {
        return Message.posted(path, body.getBytes(StandardCharsets.UTF_8));
    }

    /// The answer to an attempt, which must come at once.
    static Identification answer(Authenticator authenticator, Attempt attempt) {
        return authenticator.identify(attempt).toCompletableFuture().getNow(null);
    }
}
