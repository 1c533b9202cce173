package dev.outrigger.model;

import dev.outrigger.model.AuthRule.Grantee;
import dev.outrigger.model.AuthRule.Provider;

import java.util.List;

/// A part that callers play in the rules of one model, such as owner by the field `author`. A rule
/// of several groups is for a role of each.
///
/// @param provider a way in, see [Provider#mode]
public record AuthRole(Grantee grantee, Provider provider) {
    public AuthRole {
        provider = provider.mode();
    }

    /// Those that a rule is for.
    public static List<AuthRole> of(AuthRule rule) {
        return rule.grantee() instanceof Grantee.StaticGroups(var groups, var claim)
                ? groups.stream()
                        .map(group -> new Grantee.StaticGroups(List.of(group), claim))
                        .map(group -> new AuthRole(group, rule.provider()))
                        .toList()
                : List.of(new AuthRole(rule.grantee(), rule.provider()));
    }
}
