package dev.outrigger.api.wire;

import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.PredicateReader;
import dev.outrigger.predicate.PredicateReading;
import dev.outrigger.predicate.Relations;
import dev.outrigger.predicate.TextSearch;
import dev.outrigger.replica.Query;
import dev.outrigger.replica.Sort;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Reads queries and predicates, or refuses them with what is wrong and where.
public final class QueryReader {
    /// What a client gets that names no limit.
    private static final int DEFAULT_LIMIT = 100;

    private static final String DESCENDING = "desc";
    private static final String ASCENDING = "asc";

    private final Schema schema;
    private final PredicateReader predicates;
    private final int maximum;

    /// @param search what filters may search
    /// @param maximum the largest `limit` that a client may ask for
    public QueryReader(Schema schema, TextSearch search, int maximum) {
        this.schema = schema;
        this.predicates = new PredicateReader(schema, search);
        this.maximum = maximum;
    }

    /// Reads the same, but no searches.
    public QueryReader withoutSearch() {
        return new QueryReader(schema, new TextSearch.Refused(), maximum);
    }

    public Query read(Model model, QueryInput input) {
        Predicate predicate = predicate(model, "filter", input.filter(), Relations.ALLOWED);
        List<Sort> sort = sort(model, predicate, input.sort());
        int limit = limit(input.limit());
        return new Query(model, predicate, sort, limit, start(model, sort, input));
    }

    /// @param place the parameter or member that holds `json`
    public Predicate predicate(
            Model model, String place, @Nullable Object json, Relations relations) {
        return switch (predicates.read(model, json, relations)) {
            case PredicateReading.Valid(Predicate predicate) -> predicate;
            case PredicateReading.Invalid(String path, String reason) ->
                    throw RequestRefused.because(
                            new InputProblem.PredicateInvalid(place, path, reason));
        };
    }

    public int limit(@Nullable Long limit) {
        if (limit == null) {
            return Math.min(DEFAULT_LIMIT, maximum);
        }
        if (limit < 1 || limit > maximum) {
            throw RequestRefused.parameter("limit", "is " + limit + "; allowed: 1 to " + maximum);
        }
        return limit.intValue();
    }

    private static Query.Start start(Model model, List<Sort> sort, QueryInput input) {
        if (input.cursor() != null) {
            if (input.page() != null) {
                throw RequestRefused.parameter("page", "cannot be combined with cursor");
            }
            return new Query.Start.After(Cursors.read(model.name(), sort, input.cursor()));
        }
        return new Query.Start.Offset(offset(input));
    }

    private static long offset(QueryInput input) {
        Long page = input.page();
        if (page == null) {
            return 0;
        }
        if (input.limit() == null) {
            throw RequestRefused.parameter("page", "needs a limit");
        }
        if (page < 0 || page > Integer.MAX_VALUE) {
            throw RequestRefused.parameter("page", "is " + page + "; the first page is 0");
        }
        return page * input.limit();
    }

    /// The sort order of a text such as `rating:desc,title`.
    private static List<Sort> sort(Model model, Predicate predicate, @Nullable String text) {
        List<Sort> sort = new ArrayList<>();
        if (text != null) {
            for (String part : text.split(",", -1)) {
                String[] nameAndDirection = part.split(":", 2);
                String name = nameAndDirection[0];
                Sort read = new Sort(sortKey(model, predicate, name), direction(nameAndDirection));
                if (sort.stream().anyMatch(earlier -> earlier.key().equals(read.key()))) {
                    throw unsorted("names " + name + " twice");
                }
                sort.add(read);
            }
        }
        return sort;
    }

    private static Sort.Key sortKey(Model model, Predicate predicate, String name) {
        if (name.equals(Sort.Key.Relevance.WORD)) {
            return relevance(model, predicate);
        }
        Field field = model.field(name).orElseThrow(() -> unsorted(unknownField(model, name)));
        if (!field.hasOrder()) {
            throw unsorted("names " + name + ", which has no order");
        }
        return new Sort.Key.Of(field);
    }

    private static Sort.Key relevance(Model model, Predicate predicate) {
        List<Predicate.Search> searches = TextSearch.weighed(predicate);
        if (searches.isEmpty()) {
            throw unsorted(
                    "names %s, which needs a search of a field of %s in the filter, outside of not"
                            .formatted(Sort.Key.Relevance.WORD, model.name()));
        }
        return new Sort.Key.Relevance(searches);
    }

    private static Sort.Direction direction(String[] nameAndDirection) {
        if (nameAndDirection.length == 1 || nameAndDirection[1].equals(ASCENDING)) {
            return Sort.Direction.ASCENDING;
        }
        if (nameAndDirection[1].equals(DESCENDING)) {
            return Sort.Direction.DESCENDING;
        }
        throw unsorted("has the direction " + nameAndDirection[1] + "; allowed: asc, desc");
    }

    private static RequestRefused unsorted(String reason) {
        return RequestRefused.parameter("sort", reason);
    }

    private static String unknownField(Model model, String name) {
        return "names " + name + ", " + lacking(model);
    }

    /// The rest of a sentence about a field that the model does not have.
    static String lacking(Model model) {
        return "which %s does not have; it has %s"
                .formatted(
                        model.name(),
                        model.fields().stream().map(Field::name).collect(Collectors.joining(", ")));
    }
}
