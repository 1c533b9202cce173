package dev.outrigger.graphql.sdl;

/// Forms of words.
final class Text {
    private Text() {}

    static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
