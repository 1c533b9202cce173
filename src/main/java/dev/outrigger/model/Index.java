package dev.outrigger.model;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A secondary index of a model.
///
/// @param fields partition key first, then the sort key fields
/// @param queryField the query that reads by this index, or null when the schema names none
public record Index(String name, List<String> fields, @Nullable String queryField) {
    public Index {
        fields = List.copyOf(fields);
    }
}
