package dev.outrigger.backend.graphql.realtime;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// The API keys that clients may use. Only their digests are kept, and comparing takes the same
/// time whichever key is right.
public final class ApiKeys {
    /// The header that carries a key, and its name in the authorization of the realtime channel.
    public static final String HEADER = "x-api-key";

    private final List<byte[]> digests;

    public ApiKeys(List<String> keys) {
        if (keys.isEmpty() || keys.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "a backend needs at least one API key, and none may be empty");
        }
        this.digests = keys.stream().map(ApiKeys::digest).toList();
    }

    public boolean accept(@Nullable String key) {
        if (key == null) {
            return false;
        }
        byte[] given = digest(key);
        boolean accepted = false;
        for (byte[] digest : digests) {
            accepted |= MessageDigest.isEqual(digest, given);
        }
        return accepted;
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
