package dev.outrigger.schema;

import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Node;
import graphql.language.ObjectField;
import graphql.language.ObjectTypeDefinition;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Which of Amplify's two transformers a schema was written for. The same directive means something
/// else to each, so a schema is of one of them.
enum Generation {
    /// The older one, of `@connection` and `@key`.
    FIRST(
            Set.of("connection", "key", "versioned"),
            Set.of("queries", "mutations", "identityField")),

    /// The one since 2021. A schema that shows no sign of either is taken for this one.
    SECOND(
            Set.of(
                    "primaryKey",
                    "index",
                    "hasMany",
                    "hasOne",
                    "belongsTo",
                    "manyToMany",
                    "default"),
            Set.of());

    private final Set<String> directives;
    private final Set<String> ruleMembers;

    Generation(Set<String> directives, Set<String> ruleMembers) {
        this.directives = directives;
        this.ruleMembers = ruleMembers;
    }

    /// The generation of the document; what is of the other one too is a finding.
    static Generation of(Document document, Findings findings) {
        List<Directive> used = used(document);
        Generation generation = used.stream().anyMatch(FIRST::isShownBy) ? FIRST : SECOND;
        if (generation == FIRST) {
            used.stream()
                    .filter(SECOND::isShownBy)
                    .forEach(
                            directive ->
                                    findings.add(
                                            directive,
                                            "@"
                                                    + directive.getName()
                                                    + " is of Amplify's newer directives, but this"
                                                    + " schema has older ones such as @"
                                                    + first(used).getName()
                                                    + ": write all of it with one of the two"));
        }
        return generation;
    }

    private static Directive first(List<Directive> used) {
        return used.stream().filter(FIRST::isShownBy).findFirst().orElseThrow();
    }

    private boolean isShownBy(Directive directive) {
        return directives.contains(directive.getName())
                || directive.getName().equals(KnownDirective.AUTH.word())
                        && members(directive).stream().anyMatch(ruleMembers::contains);
    }

    private static List<String> members(Directive directive) {
        List<String> names = new ArrayList<>();
        addMembers(directive, names);
        return names;
    }

    private static void addMembers(Node<?> node, List<String> names) {
        for (Node<?> child : node.getChildren()) {
            if (child instanceof ObjectField member) {
                names.add(member.getName());
            }
            addMembers(child, names);
        }
    }

    private static List<Directive> used(Document document) {
        List<Directive> used = new ArrayList<>();
        for (ObjectTypeDefinition type :
                document.getDefinitionsOfType(ObjectTypeDefinition.class)) {
            used.addAll(type.getDirectives());
            type.getFieldDefinitions().forEach(field -> used.addAll(field.getDirectives()));
        }
        return used;
    }
}
