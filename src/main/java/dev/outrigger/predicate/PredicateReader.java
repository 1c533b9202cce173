package dev.outrigger.predicate;

import dev.outrigger.model.Field;
import dev.outrigger.model.FoundValue;
import dev.outrigger.model.JsonPointer;
import dev.outrigger.model.Model;
import dev.outrigger.model.NearestName;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Reads a predicate from decoded JSON: AppSync's filter grammar, plus relations.
///
/// Several members of one object are ANDed, and so are several operators of one field. `{}` and
/// null mean all items.
public final class PredicateReader {
    /// Every level costs stack here. More than [PredicateSize] allows, because groups of one part
    /// count here and not there.
    private static final int DEEPEST_JSON = 128;

    private final Schema schema;
    private final SearchReader searches;

    /// Of predicates that search nothing.
    public PredicateReader(Schema schema) {
        this(schema, new TextSearch.Refused());
    }

    /// @param search what predicates may search where relations are allowed
    public PredicateReader(Schema schema, TextSearch search) {
        this.schema = schema;
        this.searches = new SearchReader(search);
    }

    /// The predicate for items of `model` that `json` describes.
    public PredicateReading read(Model model, @Nullable Object json, Relations relations) {
        if (json == null) {
            return new PredicateReading.Valid(new Predicate.All());
        }
        try {
            Place root = new Place(model, relations, JsonPointer.ROOT, 0);
            Predicate predicate = readGroup(root, json);
            PredicateSize.check(predicate);
            return new PredicateReading.Valid(predicate);
        } catch (PredicateProblem problem) {
            return problem.asReading();
        }
    }

    private record Place(Model model, Relations relations, JsonPointer path, int depth) {
        Place member(String name) {
            return new Place(model, relations, path.member(name), depth + 1);
        }

        Place element(int index) {
            return new Place(model, relations, path.element(index), depth);
        }

        Place of(Model other) {
            return new Place(other, relations, path, depth);
        }

        PredicateProblem problem(String reason) {
            return new PredicateProblem(path, reason);
        }
    }

    private Predicate readGroup(Place place, @Nullable Object json) {
        if (place.depth() > DEEPEST_JSON) {
            throw place.problem("nested deeper than " + DEEPEST_JSON + " levels");
        }
        if (!(json instanceof Map<?, ?> members)) {
            throw place.problem(
                    "found "
                            + FoundValue.describe(json)
                            + ", but a predicate is an object of fields and groups");
        }
        List<Predicate> parts = new ArrayList<>();
        members.forEach(
                (key, value) -> {
                    String name = String.valueOf(key);
                    parts.add(readMember(place.member(name), name, value));
                });
        return all(parts);
    }

    private Predicate readMember(Place place, String name, @Nullable Object json) {
        return switch (name) {
            case "and" -> all(readGroups(place, name, json));
            case "or" -> any(readGroups(place, name, json));
            case "not" -> new Predicate.Not(readGroup(place, json));
            case String field -> readField(place, field, json);
        };
    }

    private List<Predicate> readGroups(Place place, String name, @Nullable Object json) {
        if (!(json instanceof List<?> elements)) {
            throw place.problem(
                    "found " + FoundValue.describe(json) + ", but " + name + " needs an array");
        }
        List<Predicate> parts = new ArrayList<>(elements.size());
        for (int index = 0; index < elements.size(); index++) {
            parts.add(readGroup(place.element(index), elements.get(index)));
        }
        return parts;
    }

    private Predicate readField(Place place, String name, @Nullable Object json) {
        Field field = place.model().field(name).orElse(null);
        if (field != null) {
            return readTests(place, field, json);
        }
        Relation relation = place.model().relation(name).orElse(null);
        if (relation == null) {
            throw place.problem(unknown(place.model(), name));
        }
        return switch (place.relations()) {
            case ALLOWED -> {
                Place target = place.of(schema.required(relation.target()));
                yield new Predicate.Related(relation, readGroup(target, json));
            }
            case REFUSED ->
                    throw place.problem(
                            name
                                    + " is a relation, which conditions and sync expressions"
                                    + " cannot use");
        };
    }

    private Predicate readTests(Place place, Field field, @Nullable Object json) {
        if (!(json instanceof Map<?, ?> operators) || operators.isEmpty()) {
            String found = json instanceof Map<?, ?> ? "no operator" : FoundValue.describe(json);
            throw place.problem(
                    "found "
                            + found
                            + ", but a field needs an object of operators, such as {\"eq\": …}");
        }
        List<Predicate> tests = new ArrayList<>();
        operators.forEach(
                (key, operand) -> {
                    String word = String.valueOf(key);
                    JsonPointer path = place.path().member(word);
                    if (word.equals(Measure.WORD) && FieldOperators.hasSize(field)) {
                        tests.add(readSize(field, operand, path));
                    } else if (word.equals(TextSearch.WORD) && TextSearch.takes(field)) {
                        tests.add(
                                searches.read(
                                        new SearchReader.Place(
                                                place.model(), field, place.relations(), path),
                                        operand));
                    } else {
                        tests.add(OperandReader.read(field, word, operand, path));
                    }
                });
        return all(tests);
    }

    private static Predicate readSize(Field field, @Nullable Object json, JsonPointer path) {
        if (!(json instanceof Map<?, ?> comparisons) || comparisons.isEmpty()) {
            throw new PredicateProblem(
                    path,
                    "found "
                            + FoundValue.describe(json)
                            + ", but size needs an object of comparisons, such as {\"gt\": 0}");
        }
        List<Predicate> tests = new ArrayList<>();
        comparisons.forEach(
                (key, operand) -> {
                    String word = String.valueOf(key);
                    tests.add(OperandReader.readSize(field, word, operand, path.member(word)));
                });
        return all(tests);
    }

    private static String unknown(Model model, String name) {
        List<String> known =
                Stream.concat(
                                Stream.concat(
                                        model.fields().stream().map(Field::name),
                                        model.relations().stream().map(Relation::name)),
                                Stream.of("and", "or", "not"))
                        .toList();
        return model.name() + " has no field " + name + ": " + NearestName.hint(name, known);
    }

    private static Predicate all(List<Predicate> parts) {
        if (parts.isEmpty()) {
            return new Predicate.All();
        }
        return parts.size() == 1 ? parts.getFirst() : new Predicate.And(parts);
    }

    private static Predicate any(List<Predicate> parts) {
        return parts.size() == 1 ? parts.getFirst() : new Predicate.Or(parts);
    }
}
