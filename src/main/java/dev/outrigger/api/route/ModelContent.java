package dev.outrigger.api.route;

/// Content that each model of the schema gives its own form.
public enum ModelContent implements Content {
    /// An item as clients read it, metadata included.
    ITEM,
    /// A new item.
    NEW_ITEM,
    /// A whole item whose key is in the path.
    WHOLE_ITEM,
    /// The fields of an item that change.
    PATCH,
    /// Items, and where the next page begins.
    PAGE,
    /// A query in a body.
    QUERY,
    /// A predicate.
    FILTER,
    /// A predicate without relations.
    CONDITION,
    /// A sync expression.
    EXPRESSION
}
