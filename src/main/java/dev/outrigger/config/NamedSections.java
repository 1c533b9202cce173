package dev.outrigger.config;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Settings of sections that are called by a name, such as those of each model.
///
/// A name that only the environment gives comes in capitals, since variables have no others. So
/// names are compared as variables write them, unless a section is spelled exactly like the name
/// that is asked for.
///
/// @param byName as they are written, in the order of the file
public record NamedSections<T>(Map<String, T> byName) {
    public NamedSections {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    public static <T> NamedSections<T> none() {
        return new NamedSections<>(Map.of());
    }

    /// The section of this name.
    public Optional<T> of(String name) {
        return Optional.ofNullable(byName.get(name))
                .or(
                        () ->
                                byName.entrySet().stream()
                                        .filter(section -> alike(section.getKey(), name))
                                        .map(Map.Entry::getValue)
                                        .findFirst());
    }

    /// The names that belong to nobody, each with the known one that was probably meant.
    public Map<String, String> strangers(Collection<String> known) {
        Map<String, String> strangers = new LinkedHashMap<>();
        for (String name : byName.keySet()) {
            if (known.stream().noneMatch(other -> alike(name, other))) {
                strangers.put(name, Spelling.nearest(name, List.copyOf(known)));
            }
        }
        return strangers;
    }

    private static boolean alike(String name, String other) {
        return KeyPattern.inVariable(name).equals(KeyPattern.inVariable(other));
    }
}
