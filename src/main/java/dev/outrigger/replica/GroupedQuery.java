package dev.outrigger.replica;

import dev.outrigger.model.Field;

import java.util.List;

/// One question, asked of many groups of items.
///
/// @param query what is asked of each group, from its beginning
/// @param by the fields whose values make a group
/// @param groups the values of each group in these fields, none of them null; they differ
/// @param together items that all groups may have in their pages; more are too many
public record GroupedQuery(Query query, List<Field> by, List<List<Object>> groups, int together) {
    public GroupedQuery {
        by = List.copyOf(by);
        groups = groups.stream().map(List::copyOf).toList();
        if (by.isEmpty()) {
            throw new IllegalArgumentException("groups differ in at least one field");
        }
        if (!query.start().equals(new Query.Start.Offset(0))) {
            throw new IllegalArgumentException("a place to go on from belongs to one group");
        }
    }
}
