package dev.outrigger.schema;

import dev.outrigger.model.AuthRule;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.AuthRule.Grantee;
import dev.outrigger.model.AuthRule.Provider;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The rules of Amplify's older `@auth`, said in those of the newer one.
///
/// To the older directive a rule protects the operations that it names, and an operation that no
/// rule names is open to whoever gets past the API's door. Apps lean on it: `allow: owner,
/// operations: [create, update, delete]` is how they wrote "everybody reads, owners write".
final class FirstGenerationRules {
    private FirstGenerationRules() {}

    /// The rules with one more for each of their providers, which allows what none of them names.
    static List<AuthRule> withOpenActions(List<AuthRule> rules) {
        if (rules.isEmpty()) {
            return rules;
        }
        Set<Action> open = EnumSet.allOf(Action.class);
        rules.forEach(rule -> open.removeAll(rule.actions()));
        if (open.isEmpty()) {
            return rules;
        }
        List<AuthRule> all = new ArrayList<>(rules);
        rules.stream()
                .map(AuthRule::provider)
                .distinct()
                .map(provider -> new AuthRule(anybody(provider), provider, open))
                .forEach(all::add);
        return all;
    }

    private static Grantee anybody(Provider provider) {
        return switch (provider) {
            case API_KEY -> new Grantee.Public();
            case FUNCTION -> new Grantee.Custom();
            case IAM, IDENTITY_POOL, OIDC, USER_POOLS -> new Grantee.Private();
        };
    }
}
