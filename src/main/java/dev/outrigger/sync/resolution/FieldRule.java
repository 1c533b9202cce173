package dev.outrigger.sync.resolution;

/// How a field is merged that the client and somebody else have both changed.
public enum FieldRule {
    /// The client's value, whole: also of lists and embedded values.
    REPLACE,
    /// A list without an order of its own: what either side added is in it once, what either side
    /// removed is not.
    SET,
    /// A list with an order: the client's insertions and removals are made in the backend's list.
    LIST,
    /// A number: both sides' differences are added up.
    COUNTER
}
