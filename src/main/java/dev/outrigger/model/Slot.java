package dev.outrigger.model;

/// A place for values outside of models: an argument, the answer of an operation, or a member of an
/// input.
///
/// @param type of one value: a scalar, an enum, an embedded type, a model or an input
public record Slot(String name, String type, Shape shape) {}
