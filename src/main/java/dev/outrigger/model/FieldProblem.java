package dev.outrigger.model;

/// Why one value cannot be part of an item.
///
/// @param path JSON pointer of the value inside the item, such as `/tags/0`
/// @param reason what was found and what is allowed, as one sentence without a full stop
public record FieldProblem(String path, String reason) {}
