package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.table.Page;
import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.contract.Metadata;
import dev.outrigger.graphql.execution.SourceValues;

import org.jspecify.annotations.Nullable;

/// Fetches the fields of items and pages.
final class ValueFetcher extends SourceValues {
    @Override
    protected @Nullable Object ofOwn(Object source, String name) {
        return switch (source) {
            case VersionedItem item -> ofItem(item, name);
            case Page page -> ofPage(name, page.items(), page.nextToken(), page.startedAt());
            default -> throw unknown(name);
        };
    }

    /// A field of an item, in the normal form of its type.
    static @Nullable Object ofItem(VersionedItem item, String name) {
        return switch (name) {
            case Metadata.VERSION -> Math.toIntExact(item.version().number());
            // Null, not false: Amplify's clients take null as the sign of a live item.
            case Metadata.DELETED -> item.live() ? null : Boolean.TRUE;
            case Metadata.LAST_CHANGED_AT -> item.lastChangedAt().toEpochMilli();
            case String field -> item.item().value(field);
        };
    }
}
