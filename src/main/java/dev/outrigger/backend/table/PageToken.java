package dev.outrigger.backend.table;

import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Where a read goes on: what a `nextToken` holds. The digest in it is no secret; it finds tokens
/// that were cut, edited or made by another backend.
///
/// @param query the read that the token belongs to
/// @param startedAt of a sync, in milliseconds; 0 for other reads
/// @param position values of the ordering columns in the last row of the page before
record PageToken(String query, long startedAt, List<Object> position) {
    private static final int DIGEST_BYTES = 8;

    String text() {
        byte[] content = Json.writeBytes(List.of(query, startedAt, position));
        byte[] token = Arrays.copyOf(digest(content), DIGEST_BYTES + content.length);
        System.arraycopy(content, 0, token, DIGEST_BYTES, content.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /// Empty when the text is not one of our tokens.
    static Optional<PageToken> read(String text) {
        try {
            byte[] token = Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.UTF_8));
            if (token.length <= DIGEST_BYTES) {
                return Optional.empty();
            }
            byte[] content = Arrays.copyOfRange(token, DIGEST_BYTES, token.length);
            boolean intact =
                    MessageDigest.isEqual(digest(content), Arrays.copyOf(token, DIGEST_BYTES));
            return intact ? Optional.of(of(content)) : Optional.empty();
        } catch (IllegalArgumentException | MalformedJson _) {
            return Optional.empty();
        }
    }

    private static PageToken of(byte[] content) throws MalformedJson {
        if (Json.read(content) instanceof List<?> parts
                && parts.size() == 3
                && parts.get(0) instanceof String query
                && parts.get(1) instanceof Number startedAt
                && parts.get(2) instanceof List<?> position) {
            return new PageToken(query, startedAt.longValue(), List.copyOf(position));
        }
        throw new IllegalArgumentException("not the content of a token");
    }

    private static byte[] digest(byte[] content) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(content);
            return Arrays.copyOf(whole, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
