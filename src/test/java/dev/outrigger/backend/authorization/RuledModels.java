package dev.outrigger.backend.authorization;

import dev.outrigger.backend.identity.Caller;
import dev.outrigger.model.AuthRule;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.AuthRule.Grantee;
import dev.outrigger.model.AuthRule.Provider;
import dev.outrigger.model.Field;
import dev.outrigger.model.Item;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.schema.SchemaFixture;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One model with rules that a test gives.
final class RuledModels {
    static final Set<Action> ALL = EnumSet.allOf(Action.class);
    static final Set<Action> READ =
            EnumSet.of(Action.GET, Action.LIST, Action.SYNC, Action.LISTEN, Action.SEARCH);

    private static final Schema SCHEMA =
            SchemaFixture.schema(
                    """
                    type Note @model {
                      id: ID!
                      title: String
                      secret: String
                      owner: String
                      authors: [String]
                      team: String
                      teams: [String]
                    }
                    """);

    private RuledModels() {}

    /// A note with these rules, and with those of its fields.
    static Model note(List<AuthRule> rules, Map<String, List<AuthRule>> fieldRules) {
        Model plain = SCHEMA.required("Note");
        List<Field> fields =
                plain.fields().stream()
                        .map(
                                field ->
                                        new Field(
                                                field.name(),
                                                field.type(),
                                                field.shape(),
                                                field.origin(),
                                                field.defaultValue(),
                                                fieldRules.getOrDefault(field.name(), List.of())))
                        .toList();
        return new Model(
                plain.name(),
                plain.plural(),
                fields,
                plain.key(),
                plain.indexes(),
                plain.relations(),
                plain.timestamps(),
                rules);
    }

    static Schema schema(Model... models) {
        return new Schema(List.of(models), List.of(), List.of(), "test");
    }

    static ModelRights rights(Model model, Caller caller) {
        return new Rulebook(schema(model)).rights(caller, model);
    }

    static ModelRights rights(Caller caller, AuthRule... rules) {
        return rights(note(List.of(rules), Map.of()), caller);
    }

    static AuthRule rule(Grantee grantee, Set<Action> actions) {
        return new AuthRule(grantee, Provider.USER_POOLS, actions);
    }

    static Grantee owner(String field) {
        return new Grantee.Owner(field, "sub::username");
    }

    static Grantee group(String... groups) {
        return new Grantee.StaticGroups(List.of(groups), "cognito:groups");
    }

    static Grantee groupsIn(String field) {
        return new Grantee.DynamicGroups(field, "cognito:groups");
    }

    static Item item(Model model, @Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> values = given(namesAndValues);
        values.put("id", "n1");
        return Item.of(model, values);
    }

    static Map<String, @Nullable Object> given(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int place = 0; place < namesAndValues.length; place += 2) {
            values.put(String.valueOf(namesAndValues[place]), namesAndValues[place + 1]);
        }
        return values;
    }
}
