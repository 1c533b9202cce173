package dev.outrigger.backend.identity;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The text that a signature of AWS's version 4 stands for: what was sent, written in the one form
/// that both sides can arrive at.
final class CanonicalRequest {
    private static final String UNRESERVED = "-_.~";

    private CanonicalRequest() {}

    /// Empty when a header is missing that the signature is said to cover.
    static Optional<String> of(
            Message message, RequestHeaders headers, List<String> signedHeaders) {
        StringBuilder lines = new StringBuilder();
        for (String name : signedHeaders) {
            Optional<String> value = headers.find(name);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            lines.append(name).append(':').append(trimmed(value.get())).append('\n');
        }
        return Optional.of(
                String.join(
                        "\n",
                        message.method(),
                        encoded(message.path(), "/"),
                        query(message.query()),
                        lines,
                        String.join(";", signedHeaders),
                        HexFormat.of().formatHex(Digests.sha256(message.body()))));
    }

    private static String trimmed(String value) {
        return value.strip().replaceAll(" +", " ");
    }

    private static String query(String raw) {
        return Arrays.stream(raw.split("&"))
                .filter(part -> !part.isEmpty())
                .map(CanonicalRequest::parameter)
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static String parameter(String part) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? part : part.substring(0, equals);
        String value = equals < 0 ? "" : part.substring(equals + 1);
        return encoded(decoded(name), "") + "=" + encoded(decoded(value), "");
    }

    private static String decoded(String text) {
        try {
            // A plus sign is itself here, and no space.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            // Nobody signs a damaged percent sign; as it is, it fits no signature.
            return text;
        }
    }

    private static String encoded(String text, String kept) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (each & 0xff);
            if (plain(character) || kept.indexOf(character) >= 0) {
                encoded.append(character);
            } else {
                encoded.append(String.format("%%%02X", (int) character));
            }
        }
        return encoded.toString();
    }

    private static boolean plain(char character) {
        return character >= 'A' && character <= 'Z'
                || character >= 'a' && character <= 'z'
                || character >= '0' && character <= '9'
                || UNRESERVED.indexOf(character) >= 0;
    }
}
