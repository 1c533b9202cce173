package dev.outrigger.graphql.execution;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Fetches every field that needs no read: those of embedded values, and of what a program has its
/// items and pages in.
public abstract class SourceValues implements LightDataFetcher<@Nullable Object> {
    @Override
    public final @Nullable Object get(
            GraphQLFieldDefinition field,
            Object source,
            Supplier<DataFetchingEnvironment> environment) {
        return value(source, field.getName());
    }

    @Override
    public final @Nullable Object get(DataFetchingEnvironment environment) {
        return value(environment.getSource(), environment.getFieldDefinition().getName());
    }

    private @Nullable Object value(@Nullable Object source, String name) {
        return switch (source) {
            case Map<?, ?> embedded -> embedded.get(name);
            case null -> throw unknown(name);
            default -> ofOwn(source, name);
        };
    }

    /// A field of an item or a page.
    protected abstract @Nullable Object ofOwn(Object source, String name);

    /// A field of a page of items.
    ///
    /// @param startedAt of a sync, else null
    protected static @Nullable Object ofPage(
            String name, List<?> items, @Nullable String nextToken, @Nullable Instant startedAt) {
        return switch (name) {
            case "items" -> items;
            case "nextToken" -> nextToken;
            case "startedAt" -> millis(startedAt);
            case String other -> throw new IllegalStateException("a page has no " + other);
        };
    }

    protected static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    protected static IllegalStateException unknown(String name) {
        return new IllegalStateException("no value is known for the field " + name);
    }
}
