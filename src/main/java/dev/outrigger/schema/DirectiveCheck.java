package dev.outrigger.schema;

import dev.outrigger.model.NearestName;

import graphql.language.Argument;
import graphql.language.Directive;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds directives that are unknown, not supported, misplaced or given twice, and arguments that
/// their directive does not have. What an argument says is read where it is used.
final class DirectiveCheck {
    private final Findings findings;

    DirectiveCheck(Findings findings) {
        this.findings = findings;
    }

    /// What carries the directives.
    ///
    /// @param name for messages, such as `Post.title`
    record Carrier(String name, Kind kind) {}

    enum Kind {
        MODEL_TYPE("a type with @model"),
        MODEL_FIELD("a field that holds a value"),
        RELATION_FIELD("a field whose type is a model"),
        EMBEDDED_FIELD("a field of an embedded type"),
        /// Enums, their values and embedded types.
        PLAIN("no model");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    void check(List<Directive> directives, Carrier carrier) {
        Set<String> met = new HashSet<>();
        for (Directive directive : directives) {
            String word = directive.getName();
            KnownDirective known = KnownDirective.named(word).orElse(null);
            if (known == null) {
                findings.add(directive, unknown(word, carrier));
                continue;
            }
            if (!allows(known, carrier.kind())) {
                findings.add(directive, misplaced(known, carrier));
                continue;
            }
            if (!met.add(word) && !known.isRepeatable()) {
                findings.add(directive, carrier.name() + " has @" + word + " twice");
            }
            checkArguments(directive, known);
        }
    }

    private static boolean allows(KnownDirective known, Kind kind) {
        return switch (kind) {
            case MODEL_TYPE ->
                    known.place() == KnownDirective.Place.TYPE || standsOnAnyField(known);
            case MODEL_FIELD ->
                    known.place() == KnownDirective.Place.FIELD || standsOnAnyField(known);
            case RELATION_FIELD ->
                    known.place() == KnownDirective.Place.RELATION || standsOnAnyField(known);
            case EMBEDDED_FIELD -> standsOnAnyField(known);
            case PLAIN -> false;
        };
    }

    private static boolean standsOnAnyField(KnownDirective known) {
        return known.place() == KnownDirective.Place.TYPE_OR_ANY_FIELD;
    }

    private void checkArguments(Directive directive, KnownDirective known) {
        Set<String> met = new HashSet<>();
        for (Argument argument : directive.getArguments()) {
            String name = argument.getName();
            String called = "argument " + name + " of @" + known.word();
            if (!known.arguments().contains(name)) {
                findings.add(
                        argument,
                        "@"
                                + known.word()
                                + " has no argument "
                                + name
                                + ": "
                                + NearestName.hint(name, known.arguments()));
            } else if (!met.add(name)) {
                findings.add(argument, called + " is given twice");
            }
        }
    }

    private static String unknown(String word, Carrier carrier) {
        if (KnownDirective.isNotSupportedYet(word)) {
            return "@" + word + " on " + carrier.name() + " is not supported yet: remove it";
        }
        return "unknown directive @"
                + word
                + " on "
                + carrier.name()
                + ": "
                + NearestName.hint(word, KnownDirective.words());
    }

    private static String misplaced(KnownDirective known, Carrier carrier) {
        String wanted =
                switch (known.place()) {
                    case TYPE -> Kind.MODEL_TYPE.words;
                    case FIELD -> Kind.MODEL_FIELD.words + ", in a type with @model";
                    case RELATION -> Kind.RELATION_FIELD.words + ", in a type with @model";
                    case TYPE_OR_ANY_FIELD -> Kind.MODEL_TYPE.words + " or on a field";
                };
        return "@"
                + known.word()
                + " stands on "
                + carrier.name()
                + ", which is "
                + carrier.kind().words
                + "; it belongs on "
                + wanted;
    }
}
