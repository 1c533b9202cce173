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
        List<Sort> sort = sort(model, input.sort());
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
    private static List<Sort> sort(Model model, @Nullable String text) {
        List<Sort> sort = new ArrayList<>();
        if (text != null) {
            for (String key : text.split(",", -1)) {
                Sort read = sortKey(model, key);
                if (sort.stream().anyMatch(earlier -> earlier.field().equals(read.field()))) {
                    throw unsorted("names " + read.field().name() + " twice");
                }
                sort.add(read);
            }
        }
        return sort;
    }

    private static Sort sortKey(Model model, String key) {
        String[] parts = key.split(":", 2);
        Field field =
                model.field(parts[0]).orElseThrow(() -> unsorted(unknownField(model, parts[0])));
        if (!field.hasOrder()) {
            throw unsorted("names " + field.name() + ", which has no order");
        }
        if (parts.length == 1 || parts[1].equals(ASCENDING)) {
            return new Sort(field, Sort.Direction.ASCENDING);
        }
        if (parts[1].equals(DESCENDING)) {
            return new Sort(field, Sort.Direction.DESCENDING);
        }
        throw unsorted("has the direction " + parts[1] + "; allowed: asc, desc");
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
