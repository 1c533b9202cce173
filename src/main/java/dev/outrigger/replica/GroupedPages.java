package dev.outrigger.replica;

import java.util.List;

/// The answer to a [GroupedQuery].
public sealed interface GroupedPages {
    /// @param pages in the order of the groups; empty ones for groups without items
    record Read(List<Query.Page> pages) implements GroupedPages {
        public Read {
            pages = List.copyOf(pages);
        }

        /// How many items all of them hold.
        public int items() {
            return pages.stream().mapToInt(page -> page.items().size()).sum();
        }
    }

    /// Together they have more items than were allowed, and none is given.
    record TooMany() implements GroupedPages {}
}
