package dev.outrigger.backend.authorization;

import dev.outrigger.model.AuthRule.Action;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which fields of one item may be written.
///
/// @param roles those that the caller plays for this very item
record FieldRights(AccessMatrix matrix, Set<Role> roles) {
    /// Those of the given fields that a new item may not have from this caller.
    List<String> refusedInCreate(Map<String, ? extends @Nullable Object> given) {
        return given.keySet().stream()
                .<String>map(field -> field)
                .filter(field -> matrix.isMember(field) && !may(Action.CREATE, field))
                .toList();
    }

    /// Those of the given fields that may not become what was given. To remove a value, which null
    /// does, is to delete a part of the item.
    List<String> refusedInUpdate(Map<String, ? extends @Nullable Object> given) {
        if (roles.stream().anyMatch(this::writesAll)) {
            return List.of();
        }
        return given.entrySet().stream()
                .filter(entry -> !matrix.model().isKey(entry.getKey()))
                .filter(entry -> refusedInUpdate(entry.getKey(), entry.getValue()))
                .<String>map(Map.Entry::getKey)
                .toList();
    }

    private boolean refusedInUpdate(String field, @Nullable Object value) {
        boolean stored = matrix.model().field(field).isPresent();
        boolean removed = stored && value == null && !may(Action.DELETE, field);
        return removed || matrix.isMember(field) && !may(Action.UPDATE, field);
    }

    private boolean writesAll(Role role) {
        return matrix.allowsAll(role, Action.UPDATE) && matrix.allowsAll(role, Action.DELETE);
    }

    private boolean may(Action action, String field) {
        return roles.stream().anyMatch(role -> matrix.allows(role, action, field));
    }
}
