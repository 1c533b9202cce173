package dev.outrigger.backend.authorization;

import dev.outrigger.backend.identity.Caller;
import dev.outrigger.model.AuthRule;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.AuthRule.Grantee;
import dev.outrigger.model.Field;
import dev.outrigger.model.Item;
import dev.outrigger.model.Model;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the rules say in the plainest words, without roles, matrices and predicates: the other
/// opinion that a test compares with.
record PlainReading(Model model, Caller caller) {
    /// True when some rule of some declared field lets the caller do this with the item.
    boolean allows(Action action, Item item) {
        return model.fields().stream()
                .filter(field -> field.origin() == Field.Origin.DECLARED)
                .flatMap(field -> rules(field).stream())
                .anyMatch(rule -> rule.actions().contains(action) && isFor(rule, item));
    }

    /// True when some rule of the field lets the caller read it.
    boolean reads(Field field, Item item) {
        return rules(field).stream()
                .anyMatch(
                        rule ->
                                rule.actions().stream().anyMatch(RuledModels.READ::contains)
                                        && isFor(rule, item));
    }

    private List<AuthRule> rules(Field field) {
        return field.rules().isEmpty() ? model.rules() : field.rules();
    }

    private boolean isFor(AuthRule rule, Item item) {
        if (rule.provider() != caller.provider()) {
            return false;
        }
        Map<String, @Nullable Object> claims =
                caller instanceof Caller.SignedIn signedIn ? signedIn.claims() : Map.of();
        return switch (rule.grantee()) {
            case Grantee.Public _ -> caller instanceof Caller.ApiKeyHolder;
            case Grantee.Private _ -> caller instanceof Caller.SignedIn;
            case Grantee.Custom _ -> caller instanceof Caller.Custom;
            case Grantee.StaticGroups(List<String> groups, String claim) ->
                    meet(groups, claims.get(claim));
            case Grantee.DynamicGroups(String field, String claim) ->
                    meet(claims.get(claim), item.value(field));
            case Grantee.Owner(String field, String claim) ->
                    meet(names(claims, claim), item.value(field));
        };
    }

    private static Set<Object> names(Map<String, @Nullable Object> claims, String claim) {
        Set<Object> names = new HashSet<>();
        String joined = "";
        for (String part : claim.split("::")) {
            Object value = claims.get(part);
            joined = joined == null || value == null ? null : joined + "::" + value;
            if (value != null) {
                names.add(value);
            }
        }
        if (joined != null) {
            names.add(joined.substring(2));
        }
        return names;
    }

    private static boolean meet(@Nullable Object some, @Nullable Object others) {
        return all(some).stream().anyMatch(all(others)::contains);
    }

    private static Set<Object> all(@Nullable Object value) {
        return switch (value) {
            case null -> Set.of();
            case Collection<?> values -> new HashSet<>(values);
            case Object one -> Set.of(one);
        };
    }
}
