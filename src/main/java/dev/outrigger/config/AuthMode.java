package dev.outrigger.config;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// A way to prove who one is, by the word that `@auth` has for it.
public enum AuthMode {
    API_KEY("apiKey"),
    USER_POOLS("userPools"),
    OIDC("oidc"),
    IAM("iam"),
    FUNCTION("function");

    /// For messages.
    static final String WORDS =
            Arrays.stream(values()).map(AuthMode::word).collect(Collectors.joining(", "));

    private final String word;

    AuthMode(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static Optional<AuthMode> of(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word.equals(word)).findFirst();
    }
}
