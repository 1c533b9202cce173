package dev.outrigger.api.graphql;

import dev.outrigger.api.wire.Cursors;
import dev.outrigger.replica.Query;
import dev.outrigger.replica.ReadItem;
import dev.outrigger.sync.StoredItem;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// What a connection type shows.
///
/// @param nextToken null on the last page
/// @param startedAt of a sync: everything that was stored until then is in its pages; else null
record ItemPage(List<StoredItem> items, @Nullable String nextToken, @Nullable Instant startedAt) {
    static final ItemPage NONE = new ItemPage(List.of(), null, null);

    ItemPage {
        items = List.copyOf(items);
    }

    static ItemPage of(Query query, Query.Page page) {
        return new ItemPage(
                page.items().stream().map(ReadItem::stored).toList(),
                page.next() == null ? null : Cursors.write(query, page.next()),
                null);
    }

    ItemPage startedAt(Instant time) {
        return new ItemPage(items, nextToken, time);
    }
}
