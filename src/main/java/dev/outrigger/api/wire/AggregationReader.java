package dev.outrigger.api.wire;

import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Scalar;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.Relations;
import dev.outrigger.replica.Aggregation;
import dev.outrigger.replica.Aggregation.Kind;
import dev.outrigger.replica.Aggregation.Measure;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads what clients ask of many items at once, or refuses it with what is wrong and where. Words
/// are those of AppSync's search: `sum`, `avg`, `min`, `max`, each with a name of its own.
public final class AggregationReader {
    /// Of a request, and of each aggregate in it.
    public static final List<String> MEMBERS = List.of("filter", "groupBy", "aggregates", "limit");

    public static final List<String> AGGREGATE_MEMBERS = List.of("name", "type", "field");

    /// Each is a column of the answer.
    private static final int MOST_AGGREGATES = 32;

    private static final int MOST_GROUP_FIELDS = 8;

    private static final Map<String, Kind> KINDS = kinds();

    private final QueryReader queries;

    public AggregationReader(QueryReader queries) {
        this.queries = queries;
    }

    /// What is asked, and what each measure of it is called.
    public record Named(Aggregation aggregation, List<String> names) {}

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put("count", Kind.COUNT);
        kinds.put("sum", Kind.SUM);
        kinds.put("avg", Kind.AVERAGE);
        kinds.put("min", Kind.MINIMUM);
        kinds.put("max", Kind.MAXIMUM);
        return kinds;
    }

    /// The words for what can be asked of a group.
    public static List<String> types() {
        return List.copyOf(KINDS.keySet());
    }

    public Named read(Model model, Map<String, @Nullable Object> body) {
        only(body, MEMBERS, "");
        Predicate predicate =
                queries.predicate(
                        model, "filter", body.getOrDefault("filter", Map.of()), Relations.ALLOWED);
        Map<String, Measure> measures = measures(model, body.get("aggregates"));
        List<Field> by = groupBy(model, body.get("groupBy"));
        if (measures.isEmpty() && by.isEmpty()) {
            throw refused("/aggregates", "is empty, and there is no groupBy either");
        }
        Aggregation aggregation =
                new Aggregation(
                        model,
                        predicate,
                        by,
                        List.copyOf(measures.values()),
                        queries.limit(limit(body.get("limit"))));
        return new Named(aggregation, List.copyOf(measures.keySet()));
    }

    private static @Nullable Long limit(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Integer number -> number.longValue();
            case Long number -> number;
            default -> throw refused("/limit", "is not a whole number");
        };
    }

    private static List<Field> groupBy(Model model, @Nullable Object value) {
        List<Field> fields = new ArrayList<>();
        List<?> names = list("/groupBy", value, MOST_GROUP_FIELDS);
        for (int place = 0; place < names.size(); place++) {
            String path = "/groupBy/" + place;
            Field field = field(model, path, names.get(place));
            if (!field.hasOrder()) {
                throw refused(path, "is " + field.name() + ", which makes no groups");
            }
            if (fields.contains(field)) {
                throw refused(path, "is " + field.name() + " again");
            }
            fields.add(field);
        }
        return fields;
    }

    /// Left out, they are a count under that name.
    private static Map<String, Measure> measures(Model model, @Nullable Object value) {
        Map<String, Measure> measures = new LinkedHashMap<>();
        if (value == null) {
            measures.put("count", new Measure(Kind.COUNT, null));
            return measures;
        }
        List<?> all = list("/aggregates", value, MOST_AGGREGATES);
        for (int place = 0; place < all.size(); place++) {
            String path = "/aggregates/" + place;
            Map<String, @Nullable Object> aggregate = object(path, all.get(place));
            only(aggregate, AGGREGATE_MEMBERS, path);
            if (!(aggregate.get("name") instanceof String name) || name.isEmpty()) {
                throw refused(path + "/name", "is not a name");
            }
            if (measures.putIfAbsent(name, measure(model, path, aggregate)) != null) {
                throw refused(path + "/name", "is \"" + name + "\" again");
            }
        }
        return measures;
    }

    private static Measure measure(
            Model model, String path, Map<String, @Nullable Object> aggregate) {
        Kind kind = aggregate.get("type") instanceof String word ? KINDS.get(word) : null;
        if (kind == null) {
            throw refused(
                    path + "/type", "is none of " + String.join(", ", AggregationReader.types()));
        }
        if (!aggregate.containsKey("field") && kind == Kind.COUNT) {
            return new Measure(kind, null);
        }
        Field field = field(model, path + "/field", aggregate.get("field"));
        if (!fits(kind, field)) {
            throw refused(
                    path + "/field",
                    "is %s, of which there is no %s"
                            .formatted(field.name(), aggregate.get("type")));
        }
        return new Measure(kind, field);
    }

    private static boolean fits(Kind kind, Field field) {
        boolean number =
                !field.isList() && (field.type() == Scalar.INT || field.type() == Scalar.FLOAT);
        return switch (kind) {
            case COUNT -> true;
            case SUM, AVERAGE -> number;
            // PostgreSQL has no least truth value.
            case MINIMUM, MAXIMUM -> field.hasOrder() && field.type() != Scalar.BOOLEAN;
        };
    }

    private static Field field(Model model, String path, @Nullable Object name) {
        if (!(name instanceof String text)) {
            throw refused(path, "is not the name of a field");
        }
        return model.field(text)
                .orElseThrow(
                        () -> refused(path, "is \"" + text + "\", " + QueryReader.lacking(model)));
    }

    private static List<?> list(String path, @Nullable Object value, int most) {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw refused(path, "is not a list");
        }
        if (list.size() > most) {
            throw refused(path, "has " + list.size() + " elements; allowed: " + most);
        }
        return list;
    }

    private static Map<String, @Nullable Object> object(String path, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> members)) {
            throw refused(path, "is not an object");
        }
        Map<String, @Nullable Object> object = new HashMap<>();
        members.forEach((name, member) -> object.put((String) name, member));
        return object;
    }

    private static void only(Map<String, ?> object, List<String> allowed, String path) {
        for (String name : object.keySet()) {
            if (!allowed.contains(name)) {
                throw refused(path + "/" + name, "is not one of " + String.join(", ", allowed));
            }
        }
    }

    private static RequestRefused refused(String path, String reason) {
        return RequestRefused.because(new InputProblem.BodyInvalid(path, path + " " + reason));
    }
}
