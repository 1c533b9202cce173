package dev.outrigger.sync.edit;

import dev.outrigger.model.Version;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The state of an item that a client expects when it edits it.
public sealed interface Expected {
    /// Any state, and none.
    record Anything() implements Expected {}

    /// The item is there, however it is.
    record Present() implements Expected {}

    /// No item is there.
    record Absent() implements Expected {}

    /// The replica knows this version of the item, whatever was changed on top of it here.
    ///
    /// @param version null for an item that the backend has not acknowledged
    record AtVersion(@Nullable Version version) implements Expected {}

    /// The item is as a client saw it: nothing has changed it since.
    ///
    /// @param version as in [AtVersion]
    /// @param seq of the newest change that the client saw
    record AsSeen(@Nullable Version version, long seq) implements Expected {}

    /// The item is in one of these states.
    ///
    /// @param states none, when the client named only states that no item of the replica is in
    record OneOf(List<Expected> states) implements Expected {
        public OneOf {
            states = List.copyOf(states);
        }
    }

    /// The item is in none of these states, or is not there.
    record NoneOf(List<Expected> states) implements Expected {
        public NoneOf {
            states = List.copyOf(states);
        }
    }

    /// Both hold.
    record Both(Expected first, Expected second) implements Expected {}

    /// True when this holds where no item is.
    default boolean holdsOfNothing() {
        return switch (this) {
            case Anything _, Absent _, NoneOf _ -> true;
            case Present _, AtVersion _, AsSeen _, OneOf _ -> false;
            case Both(Expected first, Expected second) ->
                    first.holdsOfNothing() && second.holdsOfNothing();
        };
    }
}
