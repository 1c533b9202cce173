package dev.outrigger.backend.authorization;

import dev.outrigger.conflict.MutationGuard;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.Item;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// What one caller may do with the items of one model. Equal for callers who may do the same.
public sealed interface ModelRights permits EveryRight, RightsByRules {
    /// The items with which the caller may do this. For UPDATE that is not all: [#updating] looks
    /// at the fields too.
    Permission permits(Action action);

    /// The items of which the caller may read this field.
    Permission reads(String field);

    /// Whether the caller may create an item.
    ///
    /// @param item as it would be created
    /// @param given the input as it was sent: a field that is not in it was left to the backend
    Creation creating(Item item, Map<String, ? extends @Nullable Object> given);

    /// Whether the caller may update a stored item.
    ///
    /// @param given the input as it was sent; null removes
    MutationGuard updating(Map<String, ? extends @Nullable Object> given);

    /// Whether the caller may delete a stored item, which needs the right to delete every field.
    MutationGuard deleting();
}
