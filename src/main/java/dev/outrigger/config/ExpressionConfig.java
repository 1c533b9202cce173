package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

/// The sync expression of one model, as it is written.
///
/// @param json decoded
/// @param name the key's path or variable, with the place where it is written, for messages
public record ExpressionConfig(@Nullable Object json, String name) {}
