package dev.outrigger.replica;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Somebody whose data is kept apart from everybody else's.
///
/// @param identity who it is: what an app says, or issuer and subject of a token
public record User(String identity) {
    /// Enough for an issuer's URL and any subject.
    public static final int LONGEST_IDENTITY = 512;

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int NAME_LENGTH = 13;
    private static final int LETTER_BITS = 5;

    public User {
        if (identity.isBlank() || identity.length() > LONGEST_IDENTITY) {
            throw new IllegalArgumentException(
                    "an identity has 1 to %d characters, not %d"
                            .formatted(LONGEST_IDENTITY, identity.length()));
        }
    }

    /// What stands for the user in names: 13 letters and digits of the identity's SHA-256, of which
    /// no two users of a device are the same.
    public String name() {
        byte[] digest = digest();
        StringBuilder name = new StringBuilder();
        for (int bit = 0; name.length() < NAME_LENGTH; bit += LETTER_BITS) {
            int pair = (digest[bit / 8] & 0xff) << 8 | (digest[bit / 8 + 1] & 0xff);
            name.append(LETTERS.charAt(pair >> 16 - LETTER_BITS - bit % 8 & 31));
        }
        return name.toString();
    }

    private byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(identity.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
