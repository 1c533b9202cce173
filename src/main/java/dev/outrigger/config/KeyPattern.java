package dev.outrigger.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// How a key is spelled: words with dots between them, one of which may stand in braces for the
/// name of a section, as `{Model}` does in `backend.models.{Model}.conflict`.
record KeyPattern(String text) {
    static final String ENVIRONMENT_PREFIX = "OUTRIGGER_";
    private static final Pattern NOT_IN_VARIABLES = Pattern.compile("[^A-Z0-9]");

    /// True when the name of a section is part of it.
    boolean named() {
        return text.contains("{");
    }

    /// What comes before the name of the section; of a key without one, all of it.
    String beforeName() {
        return named() ? text.substring(0, text.indexOf('{')) : text;
    }

    private String afterName() {
        return named() ? text.substring(text.indexOf('}') + 1) : "";
    }

    /// The path of the key in one section; a key without a name has one path.
    String in(String section) {
        return named() ? beforeName() + section + afterName() : text;
    }

    /// The environment variable that sets the key, for messages: a name is left open in it.
    String variable() {
        return ENVIRONMENT_PREFIX + text.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /// The environment variable that sets the key in one section.
    String variable(String section) {
        return ENVIRONMENT_PREFIX + inVariable(in(section));
    }

    /// The name that `path` gives, or the empty text when the key has none; empty when it is not a
    /// path of this key.
    Optional<String> sectionOf(String path) {
        return named()
                ? between(beforeName(), path, afterName()).filter(name -> !name.contains("."))
                : Optional.of("").filter(_ -> path.equals(text));
    }

    /// The name of the section that `path` is in, be it this key or another thing there.
    Optional<String> sectionIn(String path) {
        return named() && path.startsWith(beforeName())
                ? Optional.of(path.substring(beforeName().length()).split("\\.")[0])
                : Optional.empty();
    }

    /// As [#sectionOf], of a variable. The name comes in the capitals of variables.
    Optional<String> sectionOfVariable(String variable) {
        String before = ENVIRONMENT_PREFIX + inVariable(beforeName());
        return named()
                ? between(before, variable, inVariable(afterName()))
                : Optional.of("").filter(_ -> variable.equals(before));
    }

    /// The path that is meant by whoever wrote `path` and meant this key.
    String meantBy(String path) {
        String[] words = path.split("\\.");
        int place = beforeName().split("\\.").length;
        return named() && place < words.length ? in(words[place]) : text;
    }

    /// A name or path as it appears in variables. Names that appear alike there are one name.
    static String inVariable(String name) {
        return NOT_IN_VARIABLES.matcher(name.toUpperCase(Locale.ROOT)).replaceAll("_");
    }

    private static Optional<String> between(String before, String text, String after) {
        boolean fits =
                text.startsWith(before)
                        && text.endsWith(after)
                        && text.length() > before.length() + after.length();
        return fits
                ? Optional.of(text.substring(before.length(), text.length() - after.length()))
                : Optional.empty();
    }
}
