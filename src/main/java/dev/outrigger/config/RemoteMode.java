package dev.outrigger.config;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// A way of a sidecar to show its backend who it is, by the word of the configuration.
public enum RemoteMode {
    API_KEY("apiKey"),
    TOKEN("token"),
    OIDC("oidc"),
    COGNITO("cognito"),
    IAM("iam"),
    LAMBDA("lambda");

    /// For messages.
    static final String WORDS =
            Arrays.stream(values()).map(RemoteMode::word).collect(Collectors.joining(", "));

    private final String word;

    RemoteMode(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    static Optional<RemoteMode> of(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word.equals(word)).findFirst();
    }
}
