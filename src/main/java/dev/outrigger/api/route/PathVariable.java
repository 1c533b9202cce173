package dev.outrigger.api.route;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A part of a path that differs from request to request.
public enum PathVariable {
    /// The name of a model.
    MODEL("Model", "[^/]+"),
    /// The fields of a model's key, in key order: as many segments as the key has fields.
    KEY("key", ".+"),
    /// The number of an entry of a list.
    NUMBER("id", "[0-9]{1,18}"),
    /// The id of a conflict: a mutation's and the conflict's own.
    CONFLICT("conflictId", "[0-9]{1,18}-[0-9]{1,18}");

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private final String word;
    private final String expression;

    PathVariable(String word, String expression) {
        this.word = word;
        this.expression = expression;
    }

    /// As it stands in a template.
    public String inBraces() {
        return "{" + word + "}";
    }

    public String word() {
        return word;
    }

    /// What may stand in its place.
    public String expression() {
        return expression;
    }

    /// The regular expression of a template.
    static String expression(String template) {
        return VARIABLE.matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(named(found.group(1)).expression));
    }

    private static PathVariable named(String word) {
        for (PathVariable variable : values()) {
            if (variable.word.equals(word)) {
                return variable;
            }
        }
        throw new IllegalArgumentException("no part of a path is called " + word);
    }
}
