package dev.outrigger.model;

import org.jspecify.annotations.Nullable;

/// The names of the fields that hold when the backend created and last updated an item.
///
/// @param createdAt field name, or null when the model has none
/// @param updatedAt field name, or null when the model has none
public record Timestamps(@Nullable String createdAt, @Nullable String updatedAt) {}
