package dev.outrigger.graphql.sdl;

import dev.outrigger.model.AuthRule;
import dev.outrigger.model.AuthRule.Grantee;
import dev.outrigger.model.AuthRule.Provider;

import java.util.List;

/// What Amplify makes of a rule: one role for whom it is for, or one for each of its groups.
record Role(Grantee grantee, Provider provider) {
    static List<Role> of(AuthRule rule) {
        Provider provider = mode(rule.provider());
        return rule.grantee() instanceof Grantee.StaticGroups(var groups, var claim)
                ? groups.stream()
                        .map(group -> new Grantee.StaticGroups(List.of(group), claim))
                        .map(one -> new Role(one, provider))
                        .toList()
                : List.of(new Role(rule.grantee(), provider));
    }

    /// The way in, of which `iam` and `identityPool` are one.
    static Provider mode(Provider provider) {
        return switch (provider) {
            case IAM, IDENTITY_POOL -> Provider.IAM;
            case API_KEY, OIDC, USER_POOLS, FUNCTION -> provider;
        };
    }
}
