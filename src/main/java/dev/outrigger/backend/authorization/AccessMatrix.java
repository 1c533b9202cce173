package dev.outrigger.backend.authorization;

import dev.outrigger.model.AuthRule;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.AuthRule.Grantee;
import dev.outrigger.model.AuthRule.Provider;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The rules of one model, spread over what they are for: which role may do what with which member.
/// The rules of a field replace those of its model, for that field.
///
/// A *member* is a field that the schema declares, relations included. What is implied, such as a
/// foreign key, has no rules of its own.
final class AccessMatrix {
    /// What reading is made of.
    static final Set<Action> READING =
            EnumSet.of(Action.GET, Action.LIST, Action.SYNC, Action.LISTEN, Action.SEARCH);

    private final Model model;
    private final Map<String, Map<Role, Set<Action>>> members = new LinkedHashMap<>();
    private final Set<Role> roles = new LinkedHashSet<>();

    AccessMatrix(Model model) {
        this.model = model;
        for (Field field : model.fields()) {
            if (field.origin() == Field.Origin.DECLARED) {
                members.put(field.name(), spread(field.rules()));
            }
        }
        for (Relation relation : model.relations()) {
            members.put(relation.name(), spread(relation.rules()));
        }
        members.values().forEach(allowed -> roles.addAll(allowed.keySet()));
    }

    private Map<Role, Set<Action>> spread(List<AuthRule> own) {
        Map<Role, Set<Action>> allowed = new LinkedHashMap<>();
        for (AuthRule rule : own.isEmpty() ? model.rules() : own) {
            Role.of(rule)
                    .forEach(
                            role ->
                                    allowed.computeIfAbsent(role, _ -> EnumSet.noneOf(Action.class))
                                            .addAll(rule.actions()));
        }
        return allowed;
    }

    Model model() {
        return model;
    }

    /// Every role that is allowed something.
    Set<Role> roles() {
        return roles;
    }

    boolean isMember(String name) {
        return members.containsKey(name);
    }

    Set<String> members() {
        return members.keySet();
    }

    boolean allows(Role role, Action action, String member) {
        return members.getOrDefault(member, Map.of()).getOrDefault(role, Set.of()).contains(action);
    }

    /// True when the role may do it with at least one member, which lets it see the item.
    boolean allowsSome(Role role, Action action) {
        return members.keySet().stream().anyMatch(member -> allows(role, action, member));
    }

    boolean allowsAll(Role role, Action action) {
        return members.keySet().stream().allMatch(member -> allows(role, action, member));
    }

    boolean reads(Role role, String member) {
        return READING.stream().anyMatch(action -> allows(role, action, member));
    }

    boolean readsSome(Role role) {
        return members.keySet().stream().anyMatch(member -> reads(role, member));
    }

    /// True when somebody may see the item and not this member, so that its value must be looked
    /// after wherever an item is shown.
    boolean guarded(String member) {
        return isMember(member) && readers(member).anyMatch(role -> !reads(role, member));
    }

    /// The roles that see items and, of those, read this member.
    Set<Role> readersOf(String member) {
        return readers(member)
                .filter(role -> reads(role, member))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Stream<Role> readers(String member) {
        return roles.stream()
                .filter(this::readsSome)
                .filter(role -> !includedInPrivate(role, member));
    }

    /// Whoever signs in with a provider reads what its `private` role may.
    private boolean includedInPrivate(Role role, String member) {
        boolean signsIn =
                role.provider() == Provider.USER_POOLS || role.provider() == Provider.OIDC;
        var everybody = new Role(new Grantee.Private(), role.provider());
        return signsIn
                && !role.equals(everybody)
                && READING.stream().allMatch(action -> allows(everybody, action, member));
    }
}
