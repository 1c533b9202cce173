package dev.outrigger.json;

/// A text is not JSON. The message says what is wrong and at which line and column (1-based), and
/// never repeats the text.
public final class MalformedJson extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedJson(String message) {
        super(message);
    }
}
