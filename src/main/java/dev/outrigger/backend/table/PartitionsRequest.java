package dev.outrigger.backend.table;

import java.util.List;

/// The first pages of many partitions, to be read by one statement.
///
/// @param partitions each the values of the query's partition fields
/// @param page what is asked of each of them; it has no token
/// @param mostRows that may be looked at for all of them together
public record PartitionsRequest(List<List<Object>> partitions, PageRequest page, int mostRows) {
    public PartitionsRequest {
        partitions = List.copyOf(partitions);
        if (page.nextToken() != null) {
            throw new IllegalArgumentException("a token belongs to one partition");
        }
    }
}
