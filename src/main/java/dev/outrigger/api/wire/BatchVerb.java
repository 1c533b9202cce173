package dev.outrigger.api.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What an operation of a batch does to one item, and which members it has.
public enum BatchVerb {
    CREATE("create", List.of("op", "model", "item"), List.of()),
    SAVE("save", List.of("op", "model", "key", "item"), List.of("condition", "ifVersion")),
    PATCH("patch", List.of("op", "model", "key", "item"), List.of("condition", "ifVersion")),
    DELETE("delete", List.of("op", "model", "key"), List.of("condition", "ifVersion", "cascade"));

    private final String word;
    private final List<String> needed;
    private final List<String> possible;

    BatchVerb(String word, List<String> needed, List<String> possible) {
        this.word = word;
        this.needed = needed;
        this.possible = possible;
    }

    public static Optional<BatchVerb> of(String word) {
        return Arrays.stream(values()).filter(verb -> verb.word.equals(word)).findFirst();
    }

    /// All words, for a message.
    public static String words() {
        return Arrays.stream(values()).map(BatchVerb::word).collect(Collectors.joining(", "));
    }

    /// How it is written as `op`.
    public String word() {
        return word;
    }

    public List<String> needed() {
        return needed;
    }

    /// Members that may be left out.
    public List<String> possible() {
        return possible;
    }

    /// All that it may have.
    public List<String> members() {
        return Stream.concat(needed.stream(), possible.stream()).toList();
    }

    public boolean has(String member) {
        return needed.contains(member) || possible.contains(member);
    }
}
