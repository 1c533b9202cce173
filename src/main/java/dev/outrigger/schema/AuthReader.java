package dev.outrigger.schema;

import dev.outrigger.model.AuthRule;
import dev.outrigger.model.Generation;

import graphql.language.ArrayValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.ObjectValue;
import graphql.language.Value;

import java.util.ArrayList;
import java.util.List;

/// Reads `@auth`: who may do what with the items of a model, or with one field.
final class AuthReader {
    private final Generation generation;
    private final Findings findings;

    AuthReader(Generation generation, Findings findings) {
        this.generation = generation;
        this.findings = findings;
    }

    /// What the rules stand on, which decides what they may say.
    enum Place {
        MODEL,
        FIELD_OF_MODEL,
        /// Of an embedded type, or of `Query` and its like: it has no operations of its own.
        FIELD_ELSEWHERE
    }

    /// The rules of a type or a field; none where it has no `@auth`.
    ///
    /// @param called for messages, such as `Post.title`
    List<AuthRule> read(DirectivesContainer<?> holder, Place place, String called) {
        List<AuthRule> rules = new ArrayList<>();
        for (Directive directive : holder.getDirectives(KnownDirective.AUTH.word())) {
            DirectiveArguments arguments = new DirectiveArguments(directive, findings);
            for (RuleMembers members : members(arguments, "@auth on " + called)) {
                new AuthRuleReader(members, place, generation).rule().ifPresent(rules::add);
            }
        }
        return rules;
    }

    private static List<RuleMembers> members(DirectiveArguments arguments, String called) {
        List<RuleMembers> all = new ArrayList<>();
        boolean sound = arguments.value("rules") instanceof ArrayValue;
        if (arguments.value("rules") instanceof ArrayValue list) {
            for (Value<?> element : list.getValues()) {
                if (element instanceof ObjectValue rule) {
                    all.add(new RuleMembers(rule, arguments, called));
                } else {
                    sound = false;
                }
            }
        }
        if (!sound || all.isEmpty()) {
            arguments
                    .findings()
                    .add(
                            arguments.place("rules"),
                            called
                                    + " needs rules: write a list such as"
                                    + " rules: [{allow: owner}]");
        }
        return all;
    }
}
