package dev.outrigger.runtime;

import dev.outrigger.model.Item;
import dev.outrigger.model.Version;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// The `element` of an engine event: an item as its observers know it.
final class Elements {
    private Elements() {}

    static Map<String, @Nullable Object> of(Item item, @Nullable Version version) {
        Map<String, @Nullable Object> element = new LinkedHashMap<>(item.fields());
        element.put("_version", version == null ? null : version.number());
        return element;
    }
}
