package dev.outrigger.sync.edit;

import dev.outrigger.model.Version;

import org.jspecify.annotations.Nullable;

/// The state of an item that a client expects when it edits it.
public sealed interface Expected {
    /// Any state, and none.
    record Anything() implements Expected {}

    /// The replica knows this version of the item, whatever was changed on top of it here.
    ///
    /// @param version null for an item that the backend has not acknowledged
    record AtVersion(@Nullable Version version) implements Expected {}

    /// The item is as a client saw it: nothing has changed it since.
    ///
    /// @param version as in [AtVersion]
    /// @param seq of the newest change that the client saw
    record AsSeen(@Nullable Version version, long seq) implements Expected {}
}
