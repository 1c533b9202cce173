package dev.outrigger.app;

import dev.outrigger.config.Key;
import dev.outrigger.config.NamedSections;
import dev.outrigger.config.SearchConfig;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.NearestName;
import dev.outrigger.model.Schema;
import dev.outrigger.predicate.TextSearch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The configured fields to search, held against the schema.
final class SearchedFields {
    private static final String PATH = "search.fields";

    private SearchedFields() {}

    static TextSearch.Of of(SearchConfig config, Schema schema) {
        ModelSections.requireKnown(config.fields(), schema, PATH);
        List<String> problems = new ArrayList<>();
        Map<String, Set<String>> searched = new LinkedHashMap<>();
        for (Model model : schema.models()) {
            List<String> names = config.fields().of(model.name()).orElse(List.of());
            names.stream().flatMap(name -> problem(model, name)).forEach(problems::add);
            if (!names.isEmpty()) {
                searched.put(model.name(), new LinkedHashSet<>(names));
            }
        }
        if (!problems.isEmpty()) {
            throw StartFailure.usage(problems);
        }
        return new TextSearch.Of(config.language(), searched);
    }

    /// Every field that can be searched.
    static SearchConfig everyText(Schema schema) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (Model model : schema.models()) {
            List<String> texts = texts(model);
            if (!texts.isEmpty()) {
                fields.put(model.name(), texts);
            }
        }
        return new SearchConfig(SearchConfig.none().language(), new NamedSections<>(fields));
    }

    private static List<String> texts(Model model) {
        return model.fields().stream().filter(TextSearch::takes).map(Field::name).toList();
    }

    private static Stream<String> problem(Model model, String name) {
        Field field = model.field(name).orElse(null);
        String path = Key.SEARCH_FIELDS.path().replace("{Model}", model.name());
        if (field == null) {
            return Stream.of(
                    "%s names %s, which %s does not have: %s"
                            .formatted(
                                    path,
                                    name,
                                    model.name(),
                                    NearestName.hint(name, texts(model))));
        }
        return TextSearch.takes(field)
                ? Stream.empty()
                : Stream.of(
                        "%s names %s, which is no String; only those can be searched"
                                .formatted(path, name));
    }
}
