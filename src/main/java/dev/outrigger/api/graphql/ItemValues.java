package dev.outrigger.api.graphql;

import dev.outrigger.contract.Metadata;
import dev.outrigger.sync.StoredItem;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/// Fetches every field that needs no read: those of items, of embedded values and of pages.
final class ItemValues implements LightDataFetcher<@Nullable Object> {
    @Override
    public @Nullable Object get(
            GraphQLFieldDefinition field,
            Object source,
            Supplier<DataFetchingEnvironment> environment) {
        return value(source, field.getName());
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) {
        return value(environment.getSource(), environment.getFieldDefinition().getName());
    }

    private static @Nullable Object value(@Nullable Object source, String name) {
        return switch (source) {
            case StoredItem stored -> ofItem(stored, name);
            case Map<?, ?> embedded -> embedded.get(name);
            case ItemPage page -> ofPage(page, name);
            case null, default ->
                    throw new IllegalStateException("no value is known for the field " + name);
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

    private static @Nullable Object ofPage(ItemPage page, String name) {
        return switch (name) {
            case "items" -> page.items();
            case "nextToken" -> page.nextToken();
            case "startedAt" -> millis(page.startedAt());
            case String other -> throw new IllegalStateException("a page has no " + other);
        };
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }
}
