package dev.outrigger.schema;

import dev.outrigger.model.Generation;

import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Node;
import graphql.language.ObjectField;
import graphql.language.ObjectTypeDefinition;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Tells the generation of a document by the directives in it.
final class Generations {
    private static final Set<String> OLDER = Set.of("connection", "key", "versioned");
    private static final Set<String> NEWER =
            Set.of(
                    "primaryKey",
                    "index",
                    "hasMany",
                    "hasOne",
                    "belongsTo",
                    "manyToMany",
                    "default");

    /// What only rules of the older `@auth` have.
    private static final Set<String> OLDER_RULES = Set.of("queries", "mutations", "identityField");

    private Generations() {}

    /// The generation; what is of the other one too is a finding. A document that shows no sign of
    /// either is of the newer one.
    static Generation of(Document document, Findings findings) {
        List<Directive> used = used(document);
        List<Directive> older = used.stream().filter(Generations::isOlder).toList();
        if (older.isEmpty()) {
            return Generation.SECOND;
        }
        used.stream()
                .filter(directive -> NEWER.contains(directive.getName()))
                .forEach(
                        directive ->
                                findings.add(
                                        directive,
                                        "@"
                                                + directive.getName()
                                                + " is of Amplify's newer directives, but this"
                                                + " schema has older ones such as @"
                                                + older.getFirst().getName()
                                                + ": write all of it with one of the two"));
        return Generation.FIRST;
    }

    private static boolean isOlder(Directive directive) {
        return OLDER.contains(directive.getName())
                || (directive.getName().equals(KnownDirective.AUTH.word())
                        && hasOlderRule(directive));
    }

    private static boolean hasOlderRule(Node<?> node) {
        return node.getChildren().stream()
                .anyMatch(
                        child ->
                                (child instanceof ObjectField member
                                                && OLDER_RULES.contains(member.getName()))
                                        || hasOlderRule(child));
    }

    private static List<Directive> used(Document document) {
        List<Directive> used = new ArrayList<>();
        for (var type : document.getDefinitionsOfType(ObjectTypeDefinition.class)) {
            used.addAll(type.getDirectives());
            type.getFieldDefinitions().forEach(field -> used.addAll(field.getDirectives()));
        }
        return used;
    }
}
