package dev.outrigger.sync;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is expected of a machine, written down by state and event.
///
/// A line is `Event, Event -> NextState: Command Command`; `same` instead of a state is the very
/// same object, and no commands means none.
final class TransitionTable {
    /// One step that is expected: `same`, or the next state's kind and the commands' kinds.
    record Expected(String next, List<String> commands) {
        boolean staysSame() {
            return next.equals("same");
        }
    }

    private final Map<String, Map<String, Expected>> rows = new LinkedHashMap<>();

    /// @param lines of all the events that may meet the state
    TransitionTable when(String state, String lines) {
        Map<String, Expected> row = new LinkedHashMap<>();
        lines.lines()
                .forEach(
                        line -> {
                            String[] sides = line.split("->");
                            for (String event : sides[0].split(",")) {
                                if (row.put(event.strip(), expected(sides[1])) != null) {
                                    throw new IllegalArgumentException(
                                            event.strip() + " stands twice at " + state);
                                }
                            }
                        });
        rows.put(state, row);
        return this;
    }

    private static Expected expected(String side) {
        String[] parts = side.strip().split(":");
        List<String> commands =
                parts.length == 1 ? List.of() : Stream.of(parts[1].strip().split(" ")).toList();
        return new Expected(parts[0], commands);
    }

    Set<String> states() {
        return rows.keySet();
    }

    /// The events of a state.
    Set<String> events(String state) {
        return rows.getOrDefault(state, Map.of()).keySet();
    }

    Optional<Expected> expected(String state, String event) {
        return Optional.ofNullable(rows.getOrDefault(state, Map.of()).get(event));
    }

    /// Every kind of a sealed family, by name.
    static Set<String> kinds(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static String kind(Object value) {
        return value.getClass().getSimpleName();
    }
}
