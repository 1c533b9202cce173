package dev.outrigger.sync.evolution;

/// A key as an earlier schema wrote it.
///
/// @param model may be one that the schema has no more
/// @param text what [dev.outrigger.model.ItemKey#text] made of its values then
public record EarlierKey(String model, String text) {}
