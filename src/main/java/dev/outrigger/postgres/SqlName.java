package dev.outrigger.postgres;

import dev.outrigger.model.Field;
import dev.outrigger.model.Model;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Names of tables and columns, unquoted unless said otherwise.
///
/// GraphQL tells names apart that lower snake case does not (`HTTPCall`, `HttpCall`), and allows
/// more than PostgreSQL's 63 bytes. Such a name ends in digits that are computed from the exact
/// name, so that two names of a schema never meet, and none depends on what else the schema holds.
public final class SqlName {
    private static final int LONGEST = 63;
    private static final int KEPT = 50;

    private SqlName() {}

    /// The name as an identifier in SQL text, whatever it contains.
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /// The text as a constant in SQL text, whatever it contains.
    public static String literal(String text) {
        // The escape form means the same whatever standard_conforming_strings says.
        return text.indexOf('\\') < 0
                ? "'" + text.replace("'", "''") + "'"
                : " E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /// The table of a model: its name in lower snake case.
    public static String table(Model model) {
        return table(model.name());
    }

    /// The table of the model with this name.
    public static String table(String modelName) {
        String snake = snake(modelName);
        boolean telling = camel(snake).equals(modelName) && snake.length() <= LONGEST;
        return telling ? snake : numbered(snake, modelName);
    }

    /// The column of a field: the field's own name.
    public static String column(Field field) {
        return column(field.name());
    }

    /// The column of the field with this name.
    public static String column(String fieldName) {
        return shortened(fieldName);
    }

    /// The name, or where PostgreSQL would cut it off, another one that no other name gets.
    public static String shortened(String name) {
        return name.length() <= LONGEST ? name : numbered(name, name);
    }

    private static String numbered(String name, String exact) {
        String kept = name.substring(0, Math.min(name.length(), KEPT));
        return kept + "_" + Integer.toUnsignedString(exact.hashCode());
    }

    private static String snake(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_")
                .toLowerCase(Locale.ROOT);
    }

    private static String camel(String snake) {
        return Arrays.stream(snake.split("_"))
                .filter(word -> !word.isEmpty())
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }
}
