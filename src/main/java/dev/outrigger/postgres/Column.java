package dev.outrigger.postgres;

/// A column of a table that no field of the model fills.
///
/// @param name unquoted; begins with an underscore, so that it never meets a field's column
public record Column(String name, SqlType type) {
    /// The name as SQL writes it.
    public String quoted() {
        return SqlName.quoted(name);
    }

    String definition() {
        return quoted() + " " + type.definition();
    }
}
