package dev.outrigger.schema;

import java.util.List;
import java.util.stream.Collectors;

/// Amplify's rules for the names that a schema leaves out.
final class Names {
    private Names() {}

    /// The foreign key field that a relation without `fields` implies, such as `postCommentsId`.
    static String foreignKey(String model, String relation, String keyField) {
        return lowerFirst(model) + upperFirst(relation) + upperFirst(keyField);
    }

    /// The name and the query of an index without them, such as `postsByTitleAndDate`.
    static String index(String model, List<String> fields) {
        return lowerFirst(Plural.of(model))
                + "By"
                + fields.stream().map(Names::upperFirst).collect(Collectors.joining("And"));
    }

    static String upperFirst(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    static String lowerFirst(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
