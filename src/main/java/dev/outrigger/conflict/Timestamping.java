package dev.outrigger.conflict;

import dev.outrigger.model.Field;
import dev.outrigger.model.Item;
import dev.outrigger.model.Model;
import dev.outrigger.model.Scalar;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Fills in when an item was created and updated, where the client left that to the backend. A null
/// from a client counts as left out: Android sends every field that it does not know as null.
record Timestamping(Model model) {
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    Map<String, @Nullable Object> created(
            Map<String, ? extends @Nullable Object> fields, Instant now) {
        Map<String, @Nullable Object> filled = new LinkedHashMap<>(fields);
        names().forEach(name -> fill(filled, name, now));
        return filled;
    }

    Map<String, @Nullable Object> updated(
            Map<String, ? extends @Nullable Object> fields, Instant now) {
        Map<String, @Nullable Object> filled = given(fields);
        if (model.timestamps().updatedAt() != null) {
            fill(filled, model.timestamps().updatedAt(), now);
        }
        return filled;
    }

    /// The fields of an item that takes the place of another one.
    Map<String, @Nullable Object> replaced(VersionedItem stored, Item item, Instant now) {
        Map<String, @Nullable Object> filled = updated(item.fields(), now);
        if (model.timestamps().createdAt() != null) {
            String createdAt = model.timestamps().createdAt();
            filled.putIfAbsent(createdAt, stored.item().value(createdAt));
        }
        return filled;
    }

    /// The fields without timestamps that are null.
    Map<String, @Nullable Object> given(Map<String, ? extends @Nullable Object> fields) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>(fields);
        names().forEach(name -> given.remove(name, null));
        return given;
    }

    Set<String> names() {
        return Stream.of(model.timestamps().createdAt(), model.timestamps().updatedAt())
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toSet());
    }

    private void fill(Map<String, @Nullable Object> fields, String name, Instant now) {
        model.field(name)
                .filter(field -> fields.get(name) == null)
                .ifPresent(field -> fields.put(name, inTypeOf(field, now)));
    }

    private static Object inTypeOf(Field field, Instant now) {
        if (field.type() == Scalar.AWS_TIMESTAMP) {
            return now.getEpochSecond();
        }
        return MILLISECONDS.format(now);
    }
}
