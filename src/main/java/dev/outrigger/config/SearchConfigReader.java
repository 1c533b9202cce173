package dev.outrigger.config;

import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what a sidecar searches.
final class SearchConfigReader {
    private static final Pattern LANGUAGE = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private SearchConfigReader() {}

    static SearchConfig read(TypedSettings settings) {
        String language =
                settings.value(
                                Key.SEARCH_LANGUAGE,
                                "the name of a text search configuration of PostgreSQL, such as"
                                        + " simple or english",
                                SearchConfigReader::language)
                        .orElse(SearchConfig.DEFAULT_LANGUAGE);
        return new SearchConfig(
                language,
                settings.sections(Key.SEARCH_FIELDS, model -> model.texts(Key.SEARCH_FIELDS)));
    }

    private static Optional<String> language(String text) {
        return LANGUAGE.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
}
