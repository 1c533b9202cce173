package dev.outrigger.backend.authorization;

import dev.outrigger.conflict.MutationGuard;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.Field;
import dev.outrigger.model.Item;
import dev.outrigger.predicate.Predicate;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// What one caller may do with the items of one model. Equal for callers who may do the same.
public sealed interface ModelRights permits EveryRight, RightsByRules {
    /// The items with which the caller may do this. For UPDATE that is not all: [#updating] looks
    /// at the fields too.
    Permission permits(Action action);

    /// The items of which the caller may read this field.
    Permission reads(String field);

    /// True when an authorizer outside denies the caller this field, whatever the rules say.
    boolean denies(String field);

    /// The items whose writes the caller may hear of.
    ///
    /// @param named whom the caller says to be, by the owner field. Who hears of some items only
    ///     because of who they are must not claim to be another
    Permission listening(Map<String, String> named);

    /// What a filter or condition of the caller's is for this caller: a test of a field holds only
    /// where the caller may read the field. Else the answer would tell what it holds.
    default Predicate readable(Predicate asked) {
        return switch (asked) {
            case Predicate.All all -> all;
            case Predicate.And(var parts) ->
                    new Predicate.And(parts.stream().map(this::readable).toList());
            case Predicate.Or(var parts) ->
                    new Predicate.Or(parts.stream().map(this::readable).toList());
            case Predicate.Not(var part) -> new Predicate.Not(readable(part));
            case Predicate.Related related -> related;
            case Predicate.Search search -> whereReadable(search.field(), search);
            case Predicate.Test test -> whereReadable(test.field(), test);
            case Predicate.Size size -> whereReadable(size.field(), size);
        };
    }

    private Predicate whereReadable(Field field, Predicate test) {
        return switch (reads(field.name())) {
            case Permission.Allowed _ -> test;
            case Permission.AllowedWhere(Predicate where) ->
                    new Predicate.And(List.of(where, test));
            case Permission.Refused refused -> refused.predicate();
        };
    }

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
