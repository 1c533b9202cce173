package dev.outrigger.backend.authorization;

import dev.outrigger.backend.identity.Caller;
import dev.outrigger.conflict.MutationGuard;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.AuthRule.Grantee;
import dev.outrigger.model.Field;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The rights that the rules of a model give to a caller.
///
/// @param played the roles that the caller plays, each with the items for which it does
/// @param denied fields that the caller may not read whatever the rules say
record RightsByRules(AccessMatrix matrix, Map<Role, Played> played, Set<String> denied)
        implements ModelRights {
    /// A role as one caller plays it.
    ///
    /// @param ownerName what the owner field of an item that the caller creates gets, if it is the
    ///     role of an owner and the caller has such a name
    record Played(Permission items, Optional<String> ownerName) {}

    static RightsByRules of(AccessMatrix matrix, Caller caller) {
        Map<Role, Played> played = new LinkedHashMap<>();
        for (Role role : matrix.roles()) {
            Permission items = role.playedBy(caller, matrix.model());
            if (!(items instanceof Permission.Refused)) {
                played.put(role, new Played(items, ownerName(role, caller)));
            }
        }
        return new RightsByRules(matrix, played, denied(matrix.model(), caller));
    }

    private static Set<String> denied(Model model, Caller caller) {
        if (!(caller instanceof Caller.Custom(_, Set<String> denied))) {
            return Set.of();
        }
        return model.fields().stream()
                .map(Field::name)
                .filter(
                        field ->
                                denied.contains(model.name())
                                        || denied.contains(model.name() + "." + field))
                .collect(Collectors.toSet());
    }

    private static Optional<String> ownerName(Role role, Caller caller) {
        return role.grantee() instanceof Grantee.Owner(_, String claim)
                        && caller instanceof Caller.SignedIn(_, var claims)
                ? new Claims(claims).ownerName(claim)
                : Optional.empty();
    }

    @Override
    public Permission permits(Action action) {
        return action == Action.DELETE
                ? as(role -> matrix.allowsAll(role, action))
                : as(role -> matrix.allowsSome(role, action));
    }

    @Override
    public Permission reads(String field) {
        if (denies(field)) {
            return new Permission.Refused();
        }
        return matrix.isMember(field)
                ? as(role -> matrix.reads(role, field))
                : as(matrix::readsSome);
    }

    @Override
    public boolean denies(String field) {
        return denied.contains(field);
    }

    @Override
    public Permission listening(Map<String, String> named) {
        Permission permission = permits(Action.LISTEN);
        return switch (permission) {
            case Permission.Allowed _, Permission.Refused _ -> permission;
            case Permission.AllowedWhere _ ->
                    named.entrySet().stream().allMatch(this::isOwner)
                            ? permission
                            : new Permission.Refused();
        };
    }

    /// Whether an item with this name in its owner field would be the caller's.
    private boolean isOwner(Map.Entry<String, String> named) {
        String field = named.getKey();
        Map<String, @Nullable Object> owned = Map.of(field, only(field, named.getValue()));
        // An item needs a key; no rule looks at this one.
        var item = new Item(new ItemKey(matrix.model().name(), List.of(named.getValue())), owned);
        return as(role ->
                        matrix.allowsSome(role, Action.LISTEN)
                                && role.grantee() instanceof Grantee.Owner(String owner, _)
                                && owner.equals(field))
                .holds(item);
    }

    private Permission as(Predicate<Role> allowed) {
        return Permission.any(
                played.entrySet().stream()
                        .filter(entry -> allowed.test(entry.getKey()))
                        .map(entry -> entry.getValue().items())
                        .toList());
    }

    @Override
    public Creation creating(Item item, Map<String, ? extends @Nullable Object> given) {
        Map<String, Object> owners = owners(given);
        FieldRights rights =
                rights(item.with(owners), role -> matrix.allowsSome(role, Action.CREATE));
        List<String> refused = rights.refusedInCreate(given);
        if (rights.roles().isEmpty()) {
            return new Creation.Refused(List.of());
        }
        return refused.isEmpty() ? new Creation.Granted(owners) : new Creation.Refused(refused);
    }

    /// The caller becomes the owner where nobody was named. A null was named: it stays, and then
    /// the caller does not play the owner's role.
    private Map<String, Object> owners(Map<String, ? extends @Nullable Object> given) {
        Map<String, Object> owners = new LinkedHashMap<>();
        played.forEach(
                (role, as) -> {
                    if (role.grantee() instanceof Grantee.Owner(String field, _)
                            && !given.containsKey(field)
                            && matrix.allowsSome(role, Action.CREATE)) {
                        as.ownerName()
                                .ifPresent(name -> owners.putIfAbsent(field, only(field, name)));
                    }
                });
        return owners;
    }

    private Object only(String field, String name) {
        return matrix.model().field(field).filter(Field::isList).isPresent() ? List.of(name) : name;
    }

    @Override
    public MutationGuard updating(Map<String, ? extends @Nullable Object> given) {
        return stored -> {
            FieldRights rights =
                    rights(
                            stored == null ? null : stored.item(),
                            role ->
                                    matrix.allowsSome(role, Action.UPDATE)
                                            || matrix.allowsSome(role, Action.DELETE));
            if (rights.roles().isEmpty()) {
                return new MutationGuard.Verdict.Refused(List.of());
            }
            List<String> refused = rights.refusedInUpdate(given);
            return refused.isEmpty()
                    ? new MutationGuard.Verdict.Granted()
                    : new MutationGuard.Verdict.Refused(refused);
        };
    }

    @Override
    public MutationGuard deleting() {
        Permission permission = permits(Action.DELETE);
        return stored ->
                holds(permission, stored == null ? null : stored.item())
                        ? new MutationGuard.Verdict.Granted()
                        : new MutationGuard.Verdict.Refused(List.of());
    }

    private FieldRights rights(@Nullable Item item, Predicate<Role> allowed) {
        Set<Role> roles = new LinkedHashSet<>();
        played.forEach(
                (role, as) -> {
                    if (allowed.test(role) && holds(as.items(), item)) {
                        roles.add(role);
                    }
                });
        return new FieldRights(matrix, roles);
    }

    /// An item that does not exist names nobody.
    private static boolean holds(Permission permission, @Nullable Item item) {
        return item == null ? permission instanceof Permission.Allowed : permission.holds(item);
    }
}
