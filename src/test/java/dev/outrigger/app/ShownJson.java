package dev.outrigger.app;

import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Compares the JSON that a page shows with what was received: the same members with the
/// same values. `"…"` stands for what a page leaves out, at the end of a text too.
///
/// Values that no two sessions share may differ, as long as they are of one kind.
final class ShownJson {
    private static final String LEFT_OUT = "…";

    /// What identifies, counts, or tells a time or a place.
    private static final Set<String> OF_A_SESSION =
            Set.of(
                    "id",
                    "seq",
                    "etag",
                    "_version",
                    "_lastChangedAt",
                    "_pending",
                    "createdAt",
                    "updatedAt",
                    "asOf",
                    "lastSyncedAt",
                    "nextCursor",
                    "count",
                    "deleted",
                    "posts",
                    "mean",
                    "received",
                    "lanes",
                    "lanesInUse",
                    "batch",
                    "oldestAgeMs");

    private ShownJson() {}

    /// The JSON objects of a text, each on lines of its own, also as data of server-sent events.
    static List<Object> documents(String text) {
        List<Object> documents = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        for (String line : text.lines().toList()) {
            String content = line.replaceFirst("^data: ", "");
            if (!open.isEmpty() || content.startsWith("{")) {
                open.append(content).append('\n');
                Object read = read(open.toString());
                if (read != null) {
                    documents.add(read);
                    open.setLength(0);
                }
            }
        }
        if (!open.isEmpty()) {
            throw new AssertionError("this is not JSON: " + open);
        }
        return documents;
    }

    private static @Nullable Object read(String text) {
        try {
            return Json.read(text);
        } catch (MalformedJson unfinished) {
            return null;
        }
    }

    /// How what was received is other than shown; nothing when it is not.
    static List<String> differences(Object shown, Object received) {
        List<String> found = new ArrayList<>();
        compare("", shown, received, found);
        return found;
    }

    private static void compare(
            String path, @Nullable Object shown, @Nullable Object received, List<String> found) {
        if (shown instanceof Map<?, ?> members && received instanceof Map<?, ?> actual) {
            compareMembers(path, members, actual, found);
        } else if (shown instanceof List<?> elements && received instanceof List<?> actual) {
            compareElements(path, elements, actual, found);
        } else if (!(isOfASession(path) ? alike(shown, received) : same(shown, received))) {
            found.add("%s is shown as %s, and was %s".formatted(path, shown, received));
        }
    }

    private static void compareMembers(
            String path, Map<?, ?> shown, Map<?, ?> received, List<String> found) {
        shown.forEach(
                (name, value) -> {
                    if (received.containsKey(name)) {
                        compare(path + "/" + name, value, received.get(name), found);
                    } else if (!LEFT_OUT.equals(name)) {
                        found.add("%s has no %s".formatted(path, name));
                    }
                });
        if (!shown.containsKey(LEFT_OUT)) {
            received.keySet().stream()
                    .filter(name -> !shown.containsKey(name))
                    .forEach(name -> found.add("%s has %s as well".formatted(path, name)));
        }
    }

    private static void compareElements(
            String path, List<?> shown, List<?> received, List<String> found) {
        boolean whole = !shown.contains(LEFT_OUT);
        if (whole ? shown.size() != received.size() : shown.size() > received.size() + 1) {
            found.add("%s has %d elements".formatted(path, received.size()));
            return;
        }
        for (int index = 0; index < shown.size(); index++) {
            if (!LEFT_OUT.equals(shown.get(index))) {
                compare(path + "/" + index, shown.get(index), received.get(index), found);
            }
        }
    }

    private static boolean isOfASession(String path) {
        return OF_A_SESSION.contains(path.substring(path.lastIndexOf('/') + 1));
    }

    private static boolean alike(@Nullable Object shown, @Nullable Object received) {
        return shown == null
                || received == null
                || (shown instanceof Number && received instanceof Number)
                || shown.getClass() == received.getClass();
    }

    private static boolean same(@Nullable Object shown, @Nullable Object received) {
        return shown instanceof String text
                        && text.endsWith(LEFT_OUT)
                        && received instanceof String actual
                ? actual.startsWith(text.substring(0, text.length() - 1))
                : Objects.equals(shown, received);
    }
}
