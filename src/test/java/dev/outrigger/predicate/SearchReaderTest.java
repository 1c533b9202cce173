package dev.outrigger.predicate;

import static dev.outrigger.predicate.PredicateFixture.POST;
import static dev.outrigger.predicate.PredicateFixture.SCHEMA;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a predicate may search, and where.
class SearchReaderTest {
    private static final TextSearch.Of TITLES =
            new TextSearch.Of("danish", Map.of("Post", Set.of("title")));
    private static final Map<String, ?> BY_TITLE = Map.of("title", Map.of("search", "red onions"));

    private static PredicateReading read(TextSearch search, Relations relations, Object json) {
        return new PredicateReader(SCHEMA, search).read(POST, json, relations);
    }

    private static String problem(TextSearch search, Relations relations, Object json) {
        PredicateReading.Invalid invalid = (PredicateReading.Invalid) read(search, relations, json);
        return invalid.path() + " " + invalid.reason();
    }

    @Test
    void aChosenFieldIsSearchedInItsLanguage() {
        Predicate search =
                new Predicate.Search(POST.field("title").orElseThrow(), "danish", "red onions");

        assertThat(read(TITLES, Relations.ALLOWED, BY_TITLE))
                .isEqualTo(new PredicateReading.Valid(search));
        assertThat(PredicateFilter.of(search)).isEqualTo(Map.of("and", List.of(BY_TITLE)));
        assertThat(TextSearch.isAskedBy(new Predicate.Not(search))).isTrue();
    }

    @Test
    void whatIsDecidedItemByItemSearchesNothing() {
        String expected = "/title/search search is for queries, counts, aggregates";

        assertThat(problem(TITLES, Relations.REFUSED, BY_TITLE)).startsWith(expected);
        assertThat(problem(new TextSearch.Refused(), Relations.ALLOWED, BY_TITLE))
                .startsWith(expected);
        Predicate search =
                ((PredicateReading.Valid) read(TITLES, Relations.ALLOWED, BY_TITLE)).predicate();
        assertThatThrownBy(
                        () ->
                                PredicateEvaluator.matches(
                                        search, PredicateFixture.post(), RelatedItems.none()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFieldThatWasNotChosenIsNamedWithThoseThatWere() {
        Object byContent = Map.of("comments", Map.of("content", Map.of("search", "x")));

        assertThat(problem(TITLES, Relations.ALLOWED, byContent))
                .isEqualTo(
                        "/comments/content/search content cannot be searched: no field of Comment"
                                + " is chosen by search.fields.Comment in the sidecar's"
                                + " configuration");
        assertThat(
                        problem(
                                new TextSearch.Of("simple", Map.of("Post", Set.of("id"))),
                                Relations.ALLOWED,
                                BY_TITLE))
                .contains("title cannot be searched: of Post only id is chosen");
        assertThat(problem(TITLES, Relations.ALLOWED, Map.of("rating", Map.of("search", "x"))))
                .startsWith("/rating/search found search, but rating (Int) allows eq");
    }
}
