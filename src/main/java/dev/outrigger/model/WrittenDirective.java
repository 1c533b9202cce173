package dev.outrigger.model;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A directive word for word, for those who repeat what a schema says instead of what it means.
///
/// @param arguments in the order of the document; objects are maps, enum values are strings
public record WrittenDirective(String name, Map<String, @Nullable Object> arguments) {
    public WrittenDirective {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }
}
