package dev.outrigger.api.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A token that the configuration names. Only its digest is kept.
public final class AccessToken {
    private static final int DIGEST_BYTES = 32;

    private final Caller caller;
    private final byte[] digest;

    private AccessToken(Caller caller, byte[] digest) {
        this.caller = caller;
        this.digest = digest;
    }

    public static AccessToken of(Caller caller, String token) {
        return new AccessToken(caller, digestOf(token));
    }

    /// A token that is known by its SHA-256 only.
    ///
    /// @param digest 64 hexadecimal digits
    /// @throws IllegalArgumentException when it is anything else
    public static AccessToken hashed(Caller caller, String digest) {
        byte[] bytes = HexFormat.of().parseHex(digest);
        if (bytes.length != DIGEST_BYTES) {
            throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits");
        }
        return new AccessToken(caller, bytes);
    }

    Caller caller() {
        return caller;
    }

    /// In a time that does not depend on where the digests differ.
    boolean has(byte[] shown) {
        return MessageDigest.isEqual(digest, shown);
    }

    static byte[] digestOf(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
