package dev.outrigger.api.openapi;

import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Scalar;
import dev.outrigger.predicate.FieldOperators;
import dev.outrigger.predicate.Operator;
import dev.outrigger.predicate.TextSearch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The schemas of predicates. Fields of one type share theirs, which are collected here.
final class FilterForms {
    private static final String SEARCHED = "sidecar.Test.Searched.String";

    private final Map<String, Map<String, Object>> tests = new TreeMap<>();
    private final TextSearch search;

    FilterForms(TextSearch search) {
        this.search = search;
    }

    /// The predicates of a model, with relations.
    Map<String, Object> filter(Model model) {
        ObjectForm form = group(model, ModelForms.FILTER, search);
        for (Relation relation : model.relations()) {
            form.maybe(relation.name(), Forms.ref(relation.target() + ModelForms.FILTER));
        }
        return form.form();
    }

    /// The predicates of a model, without relations.
    Map<String, Object> condition(Model model) {
        return group(model, ModelForms.CONDITION, new TextSearch.Refused()).form();
    }

    /// The schemas that those of the models refer to, by name.
    Map<String, Map<String, Object>> tests() {
        return tests;
    }

    private ObjectForm group(Model model, String suffix, TextSearch possible) {
        Map<String, Object> itself = Forms.ref(model.name() + suffix);
        ObjectForm form =
                new ObjectForm()
                        .maybe("and", Forms.array(itself))
                        .maybe("or", Forms.array(itself))
                        .maybe("not", itself);
        for (Field field : model.fields()) {
            if (!FieldOperators.of(field).isEmpty()) {
                boolean asked = possible.searches(model, field);
                form.maybe(field.name(), Forms.ref(asked ? searched(field) : shared(field)));
            }
        }
        return form;
    }

    private String shared(Field field) {
        String name = "sidecar.Test." + (field.isList() ? "ListOf." : "") + field.type().typeName();
        if (!tests.containsKey(name)) {
            tests.put(name, some(operators(field)));
        }
        return name;
    }

    /// Of texts that can be searched too, which are all of one type.
    private String searched(Field field) {
        tests.computeIfAbsent(
                SEARCHED, _ -> some(operators(field).maybe(TextSearch.WORD, search())));
        return SEARCHED;
    }

    private static Map<String, Object> search() {
        Map<String, Object> form = new LinkedHashMap<>(Forms.TEXT);
        form.put("maxLength", TextSearch.LONGEST);
        form.put("description", "Words, \"phrases\", `or`, and `-` before what must not be there.");
        return form;
    }

    private static ObjectForm operators(Field field) {
        ObjectForm form = new ObjectForm();
        for (Operator operator : FieldOperators.of(field)) {
            form.maybe(operator.word(), operand(field, operator));
        }
        if (FieldOperators.hasSize(field)) {
            ObjectForm sizes = new ObjectForm();
            for (Operator operator : FieldOperators.ofSize()) {
                sizes.maybe(
                        operator.word(),
                        operator == Operator.BETWEEN ? pair(Forms.WHOLE) : nullable(Forms.WHOLE));
            }
            form.maybe("size", some(sizes));
        }
        return form;
    }

    private static Map<String, Object> operand(Field field, Operator operator) {
        return switch (operator) {
            case ATTRIBUTE_EXISTS -> Forms.BOOLEAN;
            case ATTRIBUTE_TYPE -> Forms.choice(FieldOperators.typeWords());
            case EQ, NE ->
                    FieldOperators.isWhole(field) ? Map.of("type", "null") : nullable(value(field));
            case IN, NOT_IN -> Forms.array(nullable(value(field)));
            case BETWEEN -> pair(ordered(field));
            case GT, GE, LT, LE -> nullable(ordered(field));
            case CONTAINS, NOT_CONTAINS -> field.isList() ? value(field) : Forms.TEXT;
            case BEGINS_WITH -> Forms.TEXT;
        };
    }

    /// Operands of texts with a format need not have it.
    private static Map<String, Object> value(Field field) {
        return switch (field.type()) {
            case EnumType values -> Forms.ref(values.name());
            case Scalar scalar when scalar == Scalar.ID -> anyOf(Forms.TEXT, Forms.WHOLE);
            case Scalar scalar -> plain(FieldForms.value(scalar));
            case EmbeddedReference _ -> Forms.OBJECT;
        };
    }

    private static Map<String, Object> ordered(Field field) {
        return field.type() instanceof EnumType ? Forms.TEXT : value(field);
    }

    private static Map<String, Object> anyOf(Map<String, Object> one, Map<String, Object> other) {
        return Forms.anyOf(List.of(one, other));
    }

    private static Map<String, Object> plain(Map<String, Object> form) {
        Map<String, Object> plain = new LinkedHashMap<>(form);
        plain.remove("pattern");
        plain.remove("description");
        return plain;
    }

    private static Map<String, Object> pair(Map<String, Object> end) {
        Map<String, Object> pair = new LinkedHashMap<>(Forms.array(nullable(end)));
        pair.put("minItems", 2);
        pair.put("maxItems", 2);
        return pair;
    }

    private static Map<String, Object> some(ObjectForm form) {
        Map<String, Object> some = form.form();
        some.put("minProperties", 1);
        return some;
    }

    private static Map<String, Object> nullable(Map<String, Object> form) {
        return Forms.nullable(form);
    }
}
