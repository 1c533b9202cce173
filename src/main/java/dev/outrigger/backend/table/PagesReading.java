package dev.outrigger.backend.table;

import java.util.List;

/// The outcome of asking for the first pages of many partitions at once.
public sealed interface PagesReading {
    /// @param pages in the order of the partitions
    /// @param rows that were looked at for them
    record Read(List<Page> pages, int rows) implements PagesReading {
        public Read {
            pages = List.copyOf(pages);
        }
    }

    /// Together they have more rows than were allowed, and none is given.
    record TooMany() implements PagesReading {}
}
