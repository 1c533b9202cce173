package dev.outrigger.backend.graphql.resolve;

import java.util.List;

/// The caller may not do what a field asks for. The field's place gives the error its words.
@SuppressWarnings("serial")
final class AccessRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> fields;

    AccessRefused() {
        this(List.of());
    }

    /// @param fields of the input that the caller may not write so; empty when it is not about them
    AccessRefused(List<String> fields) {
        super("the caller may not do this", null, false, false);
        this.fields = List.copyOf(fields);
    }

    List<String> fields() {
        return fields;
    }
}
