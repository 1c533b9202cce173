package dev.outrigger.api.route;

import java.util.List;
import java.util.Map;

/// The JSON of a body or a parameter, in the document a schema.
public sealed interface Content permits Content.Inline, Component, ModelContent {
    /// Written where it stands.
    ///
    /// @param schema JSON Schema in decoded form
    record Inline(Map<String, Object> schema) implements Content {
        public Inline {
            schema = Map.copyOf(schema);
        }
    }

    /// One of these texts.
    static Content choice(String... words) {
        return new Inline(Map.of("type", "string", "enum", List.of(words)));
    }

    static Content text() {
        return new Inline(Map.of("type", "string"));
    }

    /// @param least the smallest that is taken
    static Content wholeNumber(long least) {
        return new Inline(Map.of("type", "integer", "minimum", least));
    }
}
