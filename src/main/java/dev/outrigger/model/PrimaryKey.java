package dev.outrigger.model;

import java.util.List;

/// The fields that identify an item of a model, partition key first.
public record PrimaryKey(List<String> fields, Kind kind) {
    /// Who gives the key its value.
    public enum Kind {
        /// No explicit key: one field `id`, a random UUID unless the client gives one.
        MANAGED_ID,
        /// An explicit key that is only `id`: the client's value, else a random UUID.
        OPTIONALLY_MANAGED_ID,
        /// Every key field must be given.
        CUSTOM
    }

    public PrimaryKey {
        fields = List.copyOf(fields);
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("a primary key has at least one field");
        }
    }
}
