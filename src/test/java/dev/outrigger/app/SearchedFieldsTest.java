package dev.outrigger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outrigger.config.NamedSections;
import dev.outrigger.config.SearchConfig;
import dev.outrigger.predicate.TextSearch;
import dev.outrigger.testing.Schemas;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Configured fields to search meet the schema.
class SearchedFieldsTest {
    private static TextSearch.Of read(Map<String, List<String>> fields) {
        return SearchedFields.of(
                new SearchConfig("english", new NamedSections<>(fields)), Schemas.demo());
    }

    @Test
    void eachIsOfItsModel() {
        assertThat(read(Map.of("POST", List.of("title"), "Comment", List.of())))
                .isEqualTo(new TextSearch.Of("english", Map.of("Post", Set.of("title"))));
    }

    @Test
    void whatCannotBeSearchedStopsTheStart() {
        assertThatThrownBy(() -> read(Map.of("Post", List.of("titel", "tags", "rating"))))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(
                        "search.fields.Post names titel, which Post does not have: did you mean"
                                + " title?")
                .hasMessageContaining("search.fields.Post names tags, which is no String")
                .hasMessageContaining("search.fields.Post names rating, which is no String");
        assertThatThrownBy(() -> read(Map.of("Pots", List.of("title"))))
                .hasMessageContaining("the schema has no model Pots, which search.fields names");
    }

    @Test
    void theDemoSearchesEveryText() {
        assertThat(SearchedFields.of(SearchedFields.everyText(Schemas.demo()), Schemas.demo()))
                .isEqualTo(
                        new TextSearch.Of(
                                "simple",
                                Map.of("Post", Set.of("title"), "Comment", Set.of("content"))));
    }
}
