package dev.outrigger.config;

import java.util.Objects;

/// A text that must not be shown. It does not appear in [#toString()], so records, messages and log
/// lines that hold it stay silent about it.
public final class Secret {
    private final String text;

    public Secret(String text) {
        this.text = Objects.requireNonNull(text);
    }

    /// The text itself, for the one place that sends or compares it.
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
