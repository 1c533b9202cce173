package dev.outrigger.config;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Replaces `${NAME}` and `${NAME:default}` by values of the environment. A variable that is set to
/// nothing counts as not set, as container tools pass on unset variables that way. `$${` stands
/// for `${` itself.
final class Substitution {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(:([^}]*))?}|\\$\\{");

    private Substitution() {}

    /// What came of it.
    sealed interface Outcome {
        record Replaced(String text) implements Outcome {}

        /// A reference without a default names a variable that is not set.
        record Missing(String variable) implements Outcome {}

        /// A `${` does not begin a reference.
        record Malformed() implements Outcome {}
    }

    /// The variables that a text refers to.
    static Set<String> names(String text) {
        return REFERENCE
                .matcher(text)
                .results()
                .filter(reference -> reference.group(1) != null)
                .map(reference -> reference.group(1))
                .collect(Collectors.toSet());
    }

    static Outcome replace(String text, Map<String, String> environment) {
        StringBuilder replaced = new StringBuilder();
        Matcher reference = REFERENCE.matcher(text);
        while (reference.find()) {
            String name = reference.group(1);
            if (reference.group().equals("${")) {
                return new Outcome.Malformed();
            }
            if (name == null) {
                reference.appendReplacement(replaced, Matcher.quoteReplacement("${"));
                continue;
            }
            String value = environment.getOrDefault(name, "");
            if (value.isEmpty() && reference.group(2) == null) {
                return new Outcome.Missing(name);
            }
            String used = value.isEmpty() ? reference.group(3) : value;
            reference.appendReplacement(replaced, Matcher.quoteReplacement(used));
        }
        return new Outcome.Replaced(reference.appendTail(replaced).toString());
    }
}
