package dev.outrigger.contract;

import java.util.List;
import java.util.stream.Collectors;

/// One root field with its arguments and its selection. A document has one or several.
///
/// @param arguments each is passed by the variable of its own name
/// @param selection in its braces
public record Call(String field, List<Argument> arguments, String selection) {
    /// @param type as GraphQL writes it, with `!` where it is required
    public record Argument(String name, String type) {}

    public Call {
        arguments = List.copyOf(arguments);
    }

    /// The document that has nothing but this.
    Operation alone(Verb verb) {
        return new Operation(
                field,
                "%s operation(%s) { %s }".formatted(verb.word(), declared(""), field + passed("")));
    }

    /// `$input3: CreatePostInput!`
    ///
    /// @param suffix of every variable
    String declared(String suffix) {
        return arguments.stream()
                .map(each -> "$" + each.name() + suffix + ": " + each.type())
                .collect(Collectors.joining(", "));
    }

    /// `m3: createPost(input: $input3) { … }`
    String aliased(String alias, String suffix) {
        return alias + ": " + field + passed(suffix);
    }

    private String passed(String suffix) {
        String passed =
                arguments.stream()
                        .map(each -> each.name() + ": $" + each.name() + suffix)
                        .collect(Collectors.joining(", "));
        return "(" + passed + ") " + selection;
    }

    /// What a document does as a whole.
    public enum Verb {
        QUERY,
        MUTATION;

        String word() {
            return switch (this) {
                case QUERY -> "query";
                case MUTATION -> "mutation";
            };
        }
    }
}
