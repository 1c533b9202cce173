package dev.outrigger.api.openapi;

import dev.outrigger.api.route.ModelContent;
import dev.outrigger.api.wire.InclusionReader;
import dev.outrigger.api.wire.QueryInput;
import dev.outrigger.json.Members;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The schemas that one model has in the document. A name of GraphQL has no dot, so none of theirs
/// is the name of another type.
final class ModelForms {
    static final String FILTER = ".Filter";
    static final String CONDITION = ".Condition";

    private static final String NEW = ".New";
    private static final String WHOLE = ".Whole";
    private static final String PATCH = ".Patch";
    private static final String PAGE = ".Page";
    private static final String QUERY = ".Query";
    private static final String EXPRESSION = ".Expression";

    private final Model model;
    private final FilterForms filters;

    ModelForms(Model model, FilterForms filters) {
        this.model = model;
        this.filters = filters;
    }

    /// The name of one of them.
    static String name(Model model, ModelContent content) {
        return model.name()
                + switch (content) {
                    case ITEM -> "";
                    case NEW_ITEM -> NEW;
                    case WHOLE_ITEM -> WHOLE;
                    case PATCH -> PATCH;
                    case PAGE -> PAGE;
                    case QUERY -> QUERY;
                    case FILTER -> FILTER;
                    case CONDITION -> CONDITION;
                    case EXPRESSION -> EXPRESSION;
                };
    }

    /// All of them, by name.
    Map<String, Object> all() {
        Map<String, Object> forms = new LinkedHashMap<>();
        for (ModelContent content : ModelContent.values()) {
            forms.put(name(model, content), form(content));
        }
        return forms;
    }

    private Map<String, Object> form(ModelContent content) {
        return switch (content) {
            case ITEM -> item();
            case NEW_ITEM -> input(needed());
            case WHOLE_ITEM -> input(neededBesideKey());
            case PATCH -> patch();
            case PAGE -> Forms.page("items", Forms.ref(model.name()));
            case QUERY -> query();
            case FILTER -> filters.filter(model);
            case CONDITION -> filters.condition(model);
            case EXPRESSION ->
                    Forms.anyOf(
                            List.of(
                                    Forms.ref(model.name() + CONDITION),
                                    Members.of("type", "string").and("const", "none").json()));
        };
    }

    private Map<String, Object> item() {
        ObjectForm form = new ObjectForm();
        model.fields().forEach(field -> form.with(field.name(), FieldForms.read(field)));
        form.with("_version", Forms.nullable(Forms.LONG))
                .with("_lastChangedAt", Forms.nullable(Forms.LONG))
                .with("_pending", Forms.BOOLEAN);
        // Where they are included: one item, a list of them, or null.
        model.relations().forEach(relation -> form.maybe(relation.name(), Forms.ANY));
        return form.form();
    }

    private Map<String, Object> patch() {
        ObjectForm form = new ObjectForm();
        model.fields().forEach(field -> form.maybe(field.name(), FieldForms.patched(field)));
        relations(form);
        return form.formWithMetadata();
    }

    private Map<String, Object> query() {
        return new ObjectForm()
                .maybe("filter", Forms.nullable(Forms.ref(model.name() + FILTER)))
                .maybe("sort", Forms.nullable(Forms.TEXT))
                .maybe("limit", Forms.nullable(Forms.WHOLE))
                .maybe("page", Forms.nullable(Forms.WHOLE))
                .maybe("cursor", Forms.nullable(Forms.TEXT))
                .maybe(InclusionReader.NAME, Forms.nullable(Forms.TEXT))
                .form(
                        Stream.concat(QueryInput.NAMES.stream(), Stream.of(InclusionReader.NAME))
                                .toList());
    }

    /// @param required names of the fields that must be given
    private Map<String, Object> input(List<String> required) {
        ObjectForm form = new ObjectForm();
        for (Field field : model.fields()) {
            if (required.contains(field.name())) {
                form.with(field.name(), FieldForms.written(field));
            } else {
                form.maybe(field.name(), FieldForms.written(field));
            }
        }
        relations(form);
        return form.formWithMetadata();
    }

    /// The fields that a new item must be given. A relation may stand for its foreign key.
    private List<String> needed() {
        return model.fields().stream()
                .filter(Field::required)
                .map(Field::name)
                .filter(name -> !(model.isKey(name) && generated()))
                .filter(
                        name ->
                                model.parents().stream()
                                        .noneMatch(p -> p.localFields().contains(name)))
                .toList();
    }

    private boolean generated() {
        return switch (model.key().kind()) {
            case MANAGED_ID, OPTIONALLY_MANAGED_ID -> true;
            case CUSTOM -> false;
        };
    }

    /// Of a whole item, those that its path does not name.
    private List<String> neededBesideKey() {
        return needed().stream().filter(name -> !model.isKey(name)).toList();
    }

    /// A parent, by the fields of its key.
    private void relations(ObjectForm form) {
        for (Relation relation : model.parents()) {
            form.maybe(relation.name(), Forms.nullable(Forms.OBJECT));
        }
    }
}
