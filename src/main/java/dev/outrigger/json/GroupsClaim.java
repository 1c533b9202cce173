package dev.outrigger.json;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The groups that a claim of a token names. It is an array, or a string that holds one as JSON, or
/// one group.
public final class GroupsClaim {
    private GroupsClaim() {}

    /// Empty when it names none.
    ///
    /// @param claim in decoded form
    public static Set<String> read(@Nullable Object claim) {
        return switch (claim) {
            case Collection<?> groups -> texts(groups);
            case String text -> texts(listed(text));
            case null, default -> Set.of();
        };
    }

    private static Collection<?> listed(String text) {
        try {
            return Json.read(text) instanceof Collection<?> groups ? groups : List.of(text);
        } catch (MalformedJson _) {
            return List.of(text);
        }
    }

    private static Set<String> texts(Collection<?> values) {
        Set<String> texts = new LinkedHashSet<>();
        for (Object value : values) {
            if (value instanceof String text && !text.isBlank()) {
                texts.add(text);
            }
        }
        return texts;
    }
}
