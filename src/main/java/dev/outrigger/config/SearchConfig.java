package dev.outrigger.config;

import java.util.List;

/// Which fields a sidecar searches by their words.
///
/// @param language PostgreSQL's name of a text search configuration
/// @param fields by model
public record SearchConfig(String language, NamedSections<List<String>> fields) {
    /// Knows no language: words are themselves, without capitals.
    static final String DEFAULT_LANGUAGE = "simple";

    public static SearchConfig none() {
        return new SearchConfig(DEFAULT_LANGUAGE, NamedSections.none());
    }
}
