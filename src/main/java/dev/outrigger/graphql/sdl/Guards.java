package dev.outrigger.graphql.sdl;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Directives that types and fields get once they are defined, each once.
final class Guards {
    private final Map<String, Set<String>> directives = new LinkedHashMap<>();

    void addToType(String type, Set<String> more) {
        if (!more.isEmpty()) {
            directives.computeIfAbsent(type, _ -> new LinkedHashSet<>()).addAll(more);
        }
    }

    void addToField(String type, String field, Set<String> more) {
        addToType(type + "." + field, more);
    }

    Set<String> ofType(String type) {
        return directives.getOrDefault(type, Set.of());
    }

    Set<String> ofField(String type, String field) {
        return ofType(type + "." + field);
    }
}
