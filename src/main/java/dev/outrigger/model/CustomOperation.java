package dev.outrigger.model;

import java.util.List;

/// A root field that a schema declares itself, beside those of its models. What answers it is
/// outside of the schema.
///
/// @param answer what it gives, under its own name
/// @param signature name, arguments and type as GraphQL text, such as `echo(text: String): String`
/// @param directives those of AppSync on it, as GraphQL text; they are passed on
/// @param rules who may use it; empty when the schema says nothing
public record CustomOperation(
        Root root,
        Slot answer,
        List<Slot> arguments,
        String signature,
        List<String> directives,
        List<AuthRule> rules) {
    /// The root type of the field.
    public enum Root {
        QUERY("Query"),
        MUTATION("Mutation"),
        SUBSCRIPTION("Subscription");

        private final String typeName;

        Root(String typeName) {
            this.typeName = typeName;
        }

        public String typeName() {
            return typeName;
        }
    }

    public CustomOperation {
        arguments = List.copyOf(arguments);
        directives = List.copyOf(directives);
        rules = List.copyOf(rules);
    }

    public String name() {
        return answer.name();
    }
}
