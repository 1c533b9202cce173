package dev.outrigger.backend.identity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/// An API key. The key itself is not kept.
public final class ApiKey {
    private static final int DIGEST_BYTES = 32;

    private final byte[] digest;
    private final Instant expires;

    private ApiKey(byte[] digest, Instant expires) {
        this.digest = digest;
        this.expires = expires;
    }

    /// @param expires from when on it is nobody's; [Instant#MAX] for never
    public static ApiKey of(String key, Instant expires) {
        if (key.isBlank()) {
            throw new IllegalArgumentException("an API key may not be empty");
        }
        return new ApiKey(digestOf(key), expires);
    }

    /// A key that is known by its SHA-256 only.
    ///
    /// @param digest 64 hexadecimal digits
    /// @throws IllegalArgumentException when it is anything else
    public static ApiKey hashed(String digest, Instant expires) {
        byte[] bytes = HexFormat.of().parseHex(digest);
        if (bytes.length != DIGEST_BYTES) {
            throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits");
        }
        return new ApiKey(bytes, expires);
    }

    static byte[] digestOf(String key) {
        return Digests.sha256(key.getBytes(StandardCharsets.UTF_8));
    }

    byte[] digest() {
        return digest;
    }

    Instant expires() {
        return expires;
    }
}
