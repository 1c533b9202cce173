package dev.outrigger.backend.table;

/// The outcome of asking for a page.
public sealed interface PageReading {
    record Read(Page page) implements PageReading {}

    /// The `nextToken` was not made by this backend for this query.
    record TokenRefused() implements PageReading {}
}
