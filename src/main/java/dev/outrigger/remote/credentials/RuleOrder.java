package dev.outrigger.remote.credentials;

import dev.outrigger.model.AuthRule;
import dev.outrigger.model.AuthRule.Grantee;
import dev.outrigger.model.AuthRule.Provider;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// DataStore's order of the kinds of credentials for a model, which its clients call MULTI_AUTH:
/// who owns something first, and whoever has a key last.
final class RuleOrder {
    private static final List<Provider> PROVIDERS =
            List.of(
                    Provider.FUNCTION,
                    Provider.USER_POOLS,
                    Provider.OIDC,
                    Provider.IAM,
                    Provider.IDENTITY_POOL,
                    Provider.API_KEY);

    private RuleOrder() {}

    /// Whether there is a user whose token can be shown.
    enum Visitor {
        SIGNED_IN,
        SIGNED_OUT
    }

    /// @param rules for what is to be done
    /// @return each kind once
    static Set<Provider> providers(List<AuthRule> rules, Visitor visitor) {
        Set<Provider> providers = new LinkedHashSet<>();
        rules.stream()
                .filter(rule -> visitor == Visitor.SIGNED_IN || !forUsers(rule.grantee()))
                .sorted(
                        Comparator.comparingInt((AuthRule rule) -> rank(rule.grantee()))
                                .thenComparing(rule -> PROVIDERS.indexOf(rule.provider())))
                .map(AuthRule::provider)
                .forEach(providers::add);
        return providers;
    }

    private static int rank(Grantee grantee) {
        return switch (grantee) {
            case Grantee.Custom _ -> 0;
            case Grantee.Owner _ -> 1;
            case Grantee.StaticGroups _, Grantee.DynamicGroups _ -> 2;
            case Grantee.Private _ -> 3;
            case Grantee.Public _ -> 4;
        };
    }

    private static boolean forUsers(Grantee grantee) {
        return switch (grantee) {
            case Grantee.Owner _,
                    Grantee.StaticGroups _,
                    Grantee.DynamicGroups _,
                    Grantee.Private _ ->
                    true;
            case Grantee.Public _, Grantee.Custom _ -> false;
        };
    }
}
