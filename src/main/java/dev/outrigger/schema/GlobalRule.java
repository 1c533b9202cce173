package dev.outrigger.schema;

import dev.outrigger.model.AuthRule;
import dev.outrigger.model.Generation;
import dev.outrigger.model.Model;

import graphql.language.Document;
import graphql.language.EnumValue;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.List;

/// Reads `input AMPLIFY { globalAuthRule: AuthRule = { allow: public } }`, with which Amplify's
/// newer transformer opens every model without rules to whoever has an API key.
record GlobalRule(boolean open) {
    private static final String TYPE = "AMPLIFY";
    private static final String MEMBER = "globalAuthRule";

    /// True for the input that is read here.
    static boolean is(InputObjectTypeDefinition input) {
        return input.getName().equals(TYPE);
    }

    static GlobalRule of(Document document, Generation generation, Findings findings) {
        boolean open = false;
        for (var input : document.getDefinitionsOfType(InputObjectTypeDefinition.class)) {
            if (!is(input)) {
                continue;
            }
            if (generation == Generation.FIRST) {
                findings.add(input, "input AMPLIFY is of Amplify's newer directives: remove it");
            }
            for (InputValueDefinition member : input.getInputValueDefinitions()) {
                if (member.getName().equals(MEMBER) && isPublic(member.getDefaultValue())) {
                    open = true;
                } else {
                    findings.add(
                            member,
                            "input AMPLIFY has "
                                    + member.getName()
                                    + ", but only globalAuthRule: AuthRule = { allow: public } is"
                                    + " supported");
                }
            }
        }
        return new GlobalRule(open);
    }

    /// The models, of which those without rules are open where the schema says so.
    List<Model> appliedTo(List<Model> models) {
        return open ? models.stream().map(GlobalRule::opened).toList() : models;
    }

    private static Model opened(Model model) {
        boolean ruled =
                !model.rules().isEmpty()
                        || model.fields().stream().anyMatch(field -> !field.rules().isEmpty());
        if (ruled) {
            return model;
        }
        AuthRule everybody =
                new AuthRule(
                        new AuthRule.Grantee.Public(),
                        AuthRule.Provider.API_KEY,
                        EnumSet.allOf(AuthRule.Action.class));
        return new Model(
                model.name(),
                model.plural(),
                model.fields(),
                model.key(),
                model.indexes(),
                model.relations(),
                model.timestamps(),
                List.of(everybody),
                model.operations());
    }

    private static boolean isPublic(@Nullable Value<?> value) {
        return value instanceof ObjectValue rule
                && rule.getObjectFields().size() == 1
                && rule.getObjectFields().getFirst().getName().equals("allow")
                && switch (rule.getObjectFields().getFirst().getValue()) {
                    case EnumValue word -> word.getName().equals("public");
                    case StringValue text -> text.getValue().equals("public");
                    case Value<?> _ -> false;
                };
    }
}
