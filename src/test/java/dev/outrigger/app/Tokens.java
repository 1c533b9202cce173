package dev.outrigger.app;

import dev.outrigger.json.Json;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/// Tokens that nobody has signed.
final class Tokens {
    private Tokens() {}

    static String of(String issuer, String subject) {
        String claims = Json.write(Map.of("iss", issuer, "sub", subject));
        return encoded("{}") + "." + encoded(claims) + "." + encoded("unsigned");
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
