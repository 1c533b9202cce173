package dev.outrigger.model;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What the operations on a model are called. One that has no name is not offered.
///
/// @param get one item by its key
/// @param list a page of items
/// @param sync a page of a base or delta sync; every model has it
public record OperationNames(
        @Nullable String get,
        @Nullable String list,
        String sync,
        Mutations mutations,
        Subscriptions subscriptions) {
    /// The names of the mutations by their kind.
    public record Mutations(
            @Nullable String create, @Nullable String update, @Nullable String delete) {}

    /// The names of the subscriptions by the kind of mutation that they tell of; each kind can have
    /// several names, which all tell the same.
    public record Subscriptions(
            List<String> onCreate, List<String> onUpdate, List<String> onDelete, Level level) {
        public Subscriptions {
            onCreate = List.copyOf(onCreate);
            onUpdate = List.copyOf(onUpdate);
            onDelete = List.copyOf(onDelete);
        }
    }

    /// Whom subscriptions tell.
    public enum Level {
        /// Those whom the rules of `@auth` let read the item.
        ON,
        /// Whoever gets past the door, whatever the rules say.
        PUBLIC
    }

    /// The names where a schema says nothing about them.
    ///
    /// @param name of the model
    /// @param plural of the name, its first letter in upper case
    public static OperationNames standard(String name, String plural) {
        String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return new OperationNames(
                "get" + capital,
                "list" + plural,
                "sync" + plural,
                new Mutations("create" + capital, "update" + capital, "delete" + capital),
                new Subscriptions(
                        List.of("onCreate" + capital),
                        List.of("onUpdate" + capital),
                        List.of("onDelete" + capital),
                        Level.ON));
    }
}
