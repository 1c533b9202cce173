package dev.outrigger.backend.authorization;

import dev.outrigger.backend.identity.Caller;
import dev.outrigger.model.AuthRole;
import dev.outrigger.model.AuthRule;
import dev.outrigger.model.AuthRule.Grantee;
import dev.outrigger.model.AuthRule.Provider;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.predicate.Operator;
import dev.outrigger.predicate.Predicate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Which items a caller has who plays an [AuthRole].
///
/// @param provider a way in, see [Provider#mode]
record Role(Grantee grantee, Provider provider) {
    Role {
        provider = provider.mode();
    }

    static Stream<Role> of(AuthRule rule) {
        return AuthRole.of(rule).stream().map(role -> new Role(role.grantee(), role.provider()));
    }

    /// True when the role does not depend on the item or on an authorizer outside.
    boolean settled() {
        return switch (grantee) {
            case Grantee.Public _, Grantee.Private _, Grantee.StaticGroups _ -> true;
            case Grantee.Owner _, Grantee.DynamicGroups _, Grantee.Custom _ -> false;
        };
    }

    /// True when one caller could play both roles in two models.
    boolean meets(Role other) {
        boolean everybody =
                grantee instanceof Grantee.Private || other.grantee instanceof Grantee.Private;
        return equals(other)
                || provider == other.provider && everybody && provider != Provider.API_KEY;
    }

    /// The items of `model` for which the caller plays this role.
    Permission playedBy(Caller caller, Model model) {
        if (caller.provider() != provider) {
            return new Permission.Refused();
        }
        return switch (caller) {
            case Caller.ApiKeyHolder _ -> when(grantee instanceof Grantee.Public);
            case Caller.Iam(_, Caller.Role role) -> ofIam(role);
            case Caller.SignedIn(_, var claims) -> ofSignedIn(new Claims(claims), model);
            case Caller.Custom _ -> when(grantee instanceof Grantee.Custom);
        };
    }

    private Permission ofIam(Caller.Role role) {
        return switch (role) {
            case ADMINISTRATOR -> new Permission.Allowed();
            case AUTHENTICATED -> when(grantee instanceof Grantee.Private);
            case UNAUTHENTICATED -> when(grantee instanceof Grantee.Public);
        };
    }

    private Permission ofSignedIn(Claims claims, Model model) {
        return switch (grantee) {
            case Grantee.Private _ -> new Permission.Allowed();
            case Grantee.StaticGroups(List<String> groups, String claim) ->
                    when(groups.stream().anyMatch(claims.groups(claim)::contains));
            case Grantee.Owner(String field, String claim) ->
                    naming(required(model, field), claims.names(claim));
            case Grantee.DynamicGroups(String field, String claim) ->
                    naming(required(model, field), claims.groups(claim));
            case Grantee.Public _, Grantee.Custom _ -> new Permission.Refused();
        };
    }

    private static Permission when(boolean played) {
        return played ? new Permission.Allowed() : new Permission.Refused();
    }

    /// The items that name one of these in a field.
    private static Permission naming(Field field, Set<String> names) {
        if (names.isEmpty()) {
            return new Permission.Refused();
        }
        List<Object> operands = new ArrayList<>(names);
        if (!field.isList()) {
            return new Permission.AllowedWhere(new Predicate.Test(field, Operator.IN, operands));
        }
        return Permission.any(
                operands.stream()
                        .<Permission>map(
                                name ->
                                        new Permission.AllowedWhere(
                                                new Predicate.Test(
                                                        field, Operator.CONTAINS, List.of(name))))
                        .toList());
    }

    private static Field required(Model model, String name) {
        return model.field(name)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "a rule of "
                                                + model.name()
                                                + " names the field "
                                                + name
                                                + ", which it does not have"));
    }
}
