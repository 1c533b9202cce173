package dev.outrigger.schema;

import dev.outrigger.model.AuthRule;
import dev.outrigger.model.Relation;

import graphql.language.Directive;
import graphql.language.FieldDefinition;

import java.util.List;

/// A field whose type is a model, with the directive that says how the two are joined.
record RelationField(
        ModelDraft model,
        ModelDraft target,
        FieldDefinition definition,
        TypeUse use,
        DirectiveArguments arguments) {
    String name() {
        return definition.getName();
    }

    boolean required() {
        return use.shape().required();
    }

    /// Who may read the field.
    List<AuthRule> rules() {
        return model.declared().rules().ofRelation(name());
    }

    /// How a page of it is read.
    Relation.Reading reading() {
        String argument =
                KnownDirective.CONNECTION.word().equals(directive().getName())
                        ? "keyName"
                        : "indexName";
        return new Relation.Reading(
                arguments.has(argument) ? arguments.string(argument) : null,
                arguments.count("limit", Relation.Reading.STANDARD.limit()));
    }

    boolean isList() {
        return use.isList();
    }

    Directive directive() {
        return arguments.directive();
    }

    /// For messages, such as `@hasMany on Post.comments`.
    String called() {
        return "@" + directive().getName() + " on " + model.name() + "." + name();
    }
}
