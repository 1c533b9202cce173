package dev.outrigger.model;

/// Which of Amplify's two transformers a schema was written for. The same directive means something
/// else to each, and they make different GraphQL of the same model.
public enum Generation {
    /// The older one, of `@connection` and `@key`.
    FIRST,

    /// The one since 2021, of `@hasMany` and `@index`.
    SECOND
}
