package dev.outrigger.testing;

import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Damages texts and JSON values at random, from a seed.
public final class Mutilation {
    private static final List<String> FRAGMENTS =
            List.of(
                    "{",
                    "}",
                    "[",
                    "]",
                    "(",
                    ")",
                    "\"",
                    "\\",
                    ":",
                    ",",
                    "!",
                    "$",
                    "@",
                    "...",
                    "#",
                    "null",
                    "true",
                    "-1",
                    "1e400",
                    "99999999999999999999",
                    "\\u0000",
                    "\\ud800",
                    "\u0000",
                    "'",
                    ";--",
                    "/*",
                    "and",
                    "or",
                    "not",
                    "fragment",
                    "mutation",
                    "on",
                    "__typename",
                    "\"\"\"",
                    "\ud83d\ude00",
                    " ",
                    "\n");
    private static final List<Object> VALUES =
            List.of(
                    "",
                    "x",
                    "\u0000",
                    "\ud800",
                    "' or 1=1 --",
                    "x".repeat(5_000),
                    0,
                    -1,
                    1.5,
                    true,
                    Integer.MAX_VALUE,
                    Long.MIN_VALUE,
                    1e300,
                    List.of(),
                    Map.of(),
                    List.of(1, "a"),
                    Map.of("eq", 1),
                    Map.of("between", List.of(1)),
                    "2026-13-40",
                    "{\"a\":",
                    Map.of("and", List.of()),
                    Map.of("ne", List.of("a")));

    private final Random random;

    public Mutilation(long seed) {
        this.random = new Random(seed);
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /// JSON as it is, with a value replaced, or damaged as a text.
    public String of(String json) {
        return switch (random.nextInt(4)) {
            case 0 -> text(json);
            case 1 -> text(text(json));
            case 2 -> value(json);
            default -> value(value(json));
        };
    }

    private String text(String text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(12));
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, from) + text.substring(to);
            case 1 -> text.substring(0, from) + oneOf(FRAGMENTS) + text.substring(to);
            default -> text.substring(0, to) + text.substring(from);
        };
    }

    private String value(String json) {
        try {
            return Json.write(replaced(Json.read(json)));
        } catch (MalformedJson damaged) {
            return text(json);
        }
    }

    /// A copy in which a value somewhere is another, or is left out.
    private @Nullable Object replaced(@Nullable Object value) {
        if (random.nextInt(4) == 0) {
            return random.nextInt(8) == 0 ? null : oneOf(VALUES);
        }
        return switch (value) {
            case Map<?, ?> members when !members.isEmpty() -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                members.forEach((name, member) -> copy.put(String.valueOf(name), member));
                String name = oneOf(List.copyOf(copy.keySet()));
                copy.put(name, replaced(copy.get(name)));
                yield copy;
            }
            case List<?> elements when !elements.isEmpty() -> {
                List<@Nullable Object> copy = new ArrayList<>(elements);
                int place = random.nextInt(copy.size());
                copy.set(place, replaced(copy.get(place)));
                yield copy;
            }
            case String text -> text(text);
            case null, default -> oneOf(VALUES);
        };
    }
}
