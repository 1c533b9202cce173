package dev.outrigger.graphql.execution;

import java.util.List;

/// The caller may not do what a field asks for. The field's place gives the error its words.
@SuppressWarnings("serial")
public final class AccessRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> fields;

    public AccessRefused() {
        this(List.of());
    }

    /// @param fields of the input that the caller may not write so; empty when it is not about them
    public AccessRefused(List<String> fields) {
        super("the caller may not do this", null, false, false);
        this.fields = List.copyOf(fields);
    }

    public List<String> fields() {
        return fields;
    }
}
