package dev.outrigger.backend.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Lets in whoever has one of the API keys. Only their digests are kept, and comparing takes the
/// same time whichever key is right.
public final class ApiKeys implements Authenticator {
    /// The header that carries a key.
    public static final String HEADER = "x-api-key";

    private final List<byte[]> digests;

    public ApiKeys(List<String> keys) {
        if (keys.isEmpty() || keys.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "a backend needs at least one API key, and none may be empty");
        }
        this.digests = keys.stream().map(ApiKeys::digest).toList();
    }

    @Override
    public CompletionStage<Identification> identify(Attempt attempt) {
        return CompletableFuture.completedFuture(
                attempt.headers()
                        .find(HEADER)
                        .map(this::identification)
                        .orElse(new Identification.Refused(Identification.Reason.MISSING)));
    }

    private Identification identification(String key) {
        byte[] given = digest(key);
        boolean accepted = false;
        for (byte[] digest : digests) {
            accepted |= MessageDigest.isEqual(digest, given);
        }
        return accepted
                ? new Identification.Identified(new Caller.ApiKeyHolder())
                : new Identification.Refused(Identification.Reason.UNKNOWN_KEY);
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
