package dev.outrigger.schema;

import graphql.language.Node;
import graphql.language.SourceLocation;

import java.util.ArrayList;
import java.util.List;

/// Gathers what is not understood, so that one reading tells everything.
final class Findings {
    private final List<SchemaFinding> gathered = new ArrayList<>();

    void add(Node<?> place, String message) {
        SourceLocation location = place.getSourceLocation();
        gathered.add(new SchemaFinding(location.getLine(), location.getColumn(), message));
    }

    void addForDocument(String message) {
        gathered.add(new SchemaFinding(1, 1, message));
    }

    boolean isEmpty() {
        return gathered.isEmpty();
    }

    /// In the order of the document, each once.
    List<SchemaFinding> inOrder() {
        return gathered.stream().sorted().distinct().toList();
    }
}
