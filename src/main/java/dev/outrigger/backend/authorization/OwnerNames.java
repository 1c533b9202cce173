package dev.outrigger.backend.authorization;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What is shown of an owner field that several claims were joined in: the last of them. The others
/// are for telling people apart who chose the same name, and are nobody's business.
public final class OwnerNames {
    private OwnerNames() {}

    /// @param stored the value of the field: a name, a list of them, or null
    public static @Nullable Object shown(@Nullable Object stored) {
        return switch (stored) {
            case String name ->
                    name.substring(
                            name.lastIndexOf(Claims.SEPARATOR) < 0
                                    ? 0
                                    : name.lastIndexOf(Claims.SEPARATOR)
                                            + Claims.SEPARATOR.length());
            case List<?> names -> names.stream().map(OwnerNames::shown).toList();
            case null -> null;
            case Object other -> other;
        };
    }
}
