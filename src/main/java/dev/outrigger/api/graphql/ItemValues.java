package dev.outrigger.api.graphql;

import dev.outrigger.contract.Metadata;
import dev.outrigger.graphql.execution.SourceValues;
import dev.outrigger.sync.StoredItem;

import org.jspecify.annotations.Nullable;

/// Fetches the fields of items and pages.
final class ItemValues extends SourceValues {
    @Override
    protected @Nullable Object ofOwn(Object source, String name) {
        return switch (source) {
            case StoredItem stored -> ofItem(stored, name);
            case ItemPage page -> ofPage(name, page.items(), page.nextToken(), page.startedAt());
            default -> throw unknown(name);
        };
    }

    /// A field of an item, in the normal form of its type.
    static @Nullable Object ofItem(StoredItem stored, String name) {
        return switch (name) {
            case Metadata.VERSION ->
                    stored.version() == null ? null : Math.toIntExact(stored.version().number());
            // Null, not false: Amplify's clients take null as the sign of a live item.
            case Metadata.DELETED -> stored.live() ? null : Boolean.TRUE;
            case Metadata.LAST_CHANGED_AT -> millis(stored.lastChangedAt());
            case Metadata.PENDING -> stored.pending();
            case String field -> stored.item().value(field);
        };
    }
}
