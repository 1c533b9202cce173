package dev.outrigger.backend.table;

/// The tables that are there do not fit the schema, and cannot be changed in place. The message
/// says which column of which table, and what to do.
public final class TablesUnusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TablesUnusable(String message) {
        super(message);
    }
}
