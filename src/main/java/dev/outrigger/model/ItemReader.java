package dev.outrigger.model;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads a complete item of a model from decoded JSON.
///
/// It is strict: a field that the model does not have is a problem. Members whose name starts with
/// `_` are left out, so that an app may send back what it read. Nothing is made up: an absent key
/// field is a problem, also where the id is managed, and `@default` is not applied. The read-only
/// timestamps are read like other fields; whether their value may be written is the edit's
/// decision.
public final class ItemReader {
    private final FieldReader fields;
    private final Schema schema;

    public ItemReader(Schema schema) {
        this.schema = schema;
        this.fields = new FieldReader(schema);
    }

    /// The item that `json` describes, or every problem with it.
    public ItemReading read(Model model, Map<String, ? extends @Nullable Object> json) {
        List<FieldProblem> problems = new ArrayList<>();
        Map<String, @Nullable Object> values = new HashMap<>();
        json.forEach(
                (name, value) -> {
                    if (!name.startsWith("_")) {
                        readMember(new Target(model, values, problems), name, value);
                    }
                });
        for (Field field : model.fields()) {
            requirePresent(new Target(model, values, problems), field, json);
        }
        return problems.isEmpty()
                ? new ItemReading.Complete(Item.of(model, values))
                : new ItemReading.Invalid(problems);
    }

    /// One field's value by itself; not null.
    public ValueReading value(Field field, Object json) {
        List<FieldProblem> problems = new ArrayList<>();
        Object value = fields.read(field, json, new FieldReader.Place(JsonPointer.ROOT, problems));
        return value == null || !problems.isEmpty()
                ? new ValueReading.Rejected(problems.getFirst().reason())
                : new ValueReading.Normal(value);
    }

    /// True when the backend fills the field in where a client leaves it out: a timestamp, also one
    /// that the schema declares as required.
    public static boolean mayBeLeftOut(Model model, Field field) {
        return !mustHold(model, field);
    }

    private record Target(
            Model model, Map<String, @Nullable Object> values, List<FieldProblem> problems) {
        void refuse(JsonPointer path, String reason) {
            problems.add(new FieldProblem(path.text(), reason));
        }
    }

    private void readMember(Target target, String name, @Nullable Object value) {
        JsonPointer path = JsonPointer.ROOT.member(name);
        Field field = target.model().field(name).orElse(null);
        Relation relation = target.model().relation(name).orElse(null);
        if (field != null) {
            put(target, path, field, value);
        } else if (relation != null) {
            readRelation(target, path, relation, value);
        } else {
            List<String> known = target.model().fields().stream().map(Field::name).toList();
            target.refuse(
                    path,
                    target.model().name()
                            + " has no field "
                            + name
                            + ": "
                            + NearestName.hint(name, known));
        }
    }

    private void put(Target target, JsonPointer path, Field field, @Nullable Object json) {
        if (json == null) {
            // Says nothing about a value that a relation object gave: requirePresent decides.
            target.values().putIfAbsent(field.name(), null);
            return;
        }
        int before = target.problems().size();
        Object value = fields.read(field, json, new FieldReader.Place(path, target.problems()));
        if (target.problems().size() > before) {
            return;
        }
        if (target.model().isKey(field.name()) && "".equals(value)) {
            target.refuse(path, field.name() + " is part of the key and must not be empty");
            return;
        }
        Object given = target.values().put(field.name(), value);
        if (given != null && !given.equals(value)) {
            target.refuse(path, field.name() + " is given twice, with different values");
        }
    }

    /// A relation whose foreign key is on this side may be written as an object that holds the
    /// target's key: `{"post": {"id": "p1"}}`.
    private void readRelation(
            Target target, JsonPointer path, Relation relation, @Nullable Object json) {
        if (!holdsForeignKey(target.model(), relation)) {
            target.refuse(
                    path,
                    relation.name()
                            + " is written on the side of "
                            + relation.target()
                            + ", by "
                            + String.join(", ", relation.targetFields()));
            return;
        }
        if (json == null) {
            relation.localFields().forEach(name -> target.values().putIfAbsent(name, null));
            return;
        }
        if (!(json instanceof Map<?, ?> members)) {
            target.refuse(
                    path,
                    relation.name()
                            + " must be an object with the key of "
                            + relation.target()
                            + ", found "
                            + FoundValue.describe(json));
            return;
        }
        refuseUnknownMembers(target, path, relation, members);
        for (int part = 0; part < relation.localFields().size(); part++) {
            readForeignKeyPart(target, path, relation, part, members);
        }
    }

    private void refuseUnknownMembers(
            Target target, JsonPointer path, Relation relation, Map<?, ?> members) {
        Model other = schema.required(relation.target());
        for (Object member : members.keySet()) {
            String name = String.valueOf(member);
            boolean known =
                    name.startsWith("_")
                            || other.field(name).isPresent()
                            || other.relation(name).isPresent();
            if (!known) {
                target.refuse(
                        path.member(name),
                        other.name()
                                + " has no field "
                                + name
                                + ": "
                                + NearestName.hint(name, relation.targetFields()));
            }
        }
    }

    private void readForeignKeyPart(
            Target target, JsonPointer path, Relation relation, int part, Map<?, ?> members) {
        String keyField = relation.targetFields().get(part);
        Object value = members.get(keyField);
        if (value == null) {
            target.refuse(
                    path.member(keyField),
                    relation.name() + " must name " + keyField + " of " + relation.target());
            return;
        }
        Field foreignKey = target.model().field(relation.localFields().get(part)).orElseThrow();
        put(target, path.member(keyField), foreignKey, value);
    }

    private static boolean holdsForeignKey(Model model, Relation relation) {
        return switch (relation.kind()) {
            case BELONGS_TO -> true;
            case HAS_ONE -> !model.key().fields().equals(relation.localFields());
            case HAS_MANY -> false;
        };
    }

    private static void requirePresent(
            Target target, Field field, Map<String, ? extends @Nullable Object> json) {
        String name = field.name();
        JsonPointer path = JsonPointer.ROOT.member(name);
        boolean refused =
                target.problems().stream()
                        .anyMatch(
                                problem ->
                                        problem.path().equals(path.text())
                                                || problem.path().startsWith(path + "/"));
        boolean needed = target.model().isKey(name) || mustHold(target.model(), field);
        if (needed && !refused && target.values().get(name) == null) {
            target.refuse(path, FieldReader.missing(field, json.containsKey(name)));
        }
    }

    /// The backend fills a timestamp that the client leaves out, also one that the schema declares
    /// as required.
    private static boolean mustHold(Model model, Field field) {
        Timestamps stamps = model.timestamps();
        boolean stamp =
                field.name().equals(stamps.createdAt()) || field.name().equals(stamps.updatedAt());
        return field.required() && !stamp;
    }
}
