package dev.outrigger.graphql.execution;

import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Remembers documents that were parsed and found valid: clients send the same few again and again.
/// The least recently used one makes room for a new one.
final class DocumentCache implements PreparsedDocumentProvider {
    private static final int MAXIMUM_DOCUMENTS = 1_000;

    /// Longer ones are rare, and together they could fill the heap.
    private static final int LONGEST = 20_000;

    private final Map<String, PreparsedDocumentEntry> entries =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<String, PreparsedDocumentEntry> eldest) {
                    return size() > MAXIMUM_DOCUMENTS;
                }
            };

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parse) {
        PreparsedDocumentEntry known = find(input.getQuery());
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        PreparsedDocumentEntry parsed = parse.apply(input);
        if (!parsed.hasErrors() && input.getQuery().length() <= LONGEST) {
            remember(input.getQuery(), parsed);
        }
        return CompletableFuture.completedFuture(parsed);
    }

    private synchronized @Nullable PreparsedDocumentEntry find(String query) {
        return entries.get(query);
    }

    private synchronized void remember(String query, PreparsedDocumentEntry entry) {
        entries.put(query, entry);
    }
}
