package dev.outrigger.api.route;

import dev.outrigger.json.Members;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The JSON of a body or a parameter, in the document a schema.
public sealed interface Content permits Content.Inline, Component, ModelContent {
    /// Written where it stands.
    ///
    /// @param schema JSON Schema in decoded form
    record Inline(Map<String, Object> schema) implements Content {
        public Inline {
            schema = Collections.unmodifiableMap(new LinkedHashMap<>(schema));
        }
    }

    /// One of these texts.
    static Content choice(String... words) {
        return new Inline(Members.of("type", "string").and("enum", List.of(words)).json());
    }

    static Content text() {
        return new Inline(Map.of("type", "string"));
    }

    /// @param least the smallest that is taken
    static Content wholeNumber(long least) {
        return new Inline(Members.of("type", "integer").and("minimum", least).json());
    }
}
