package dev.outrigger.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Recognises what is written in a file or in the environment: keys, the file twins of secrets,
/// sections, and what somebody probably meant.
final class KnownKeys {
    private static final List<KeyPattern> PATTERNS =
            Arrays.stream(Key.values()).flatMap(KnownKeys::patterns).toList();

    private KnownKeys() {}

    static boolean has(String path) {
        return PATTERNS.stream().anyMatch(pattern -> pattern.sectionOf(path).isPresent());
    }

    static boolean hasVariable(String name) {
        return ofVariable(name).isPresent();
    }

    static boolean takesList(String path) {
        return Arrays.stream(Key.values())
                .filter(Key::list)
                .flatMap(KnownKeys::patterns)
                .anyMatch(pattern -> pattern.sectionOf(path).isPresent());
    }

    static boolean takesTree(String path) {
        return Arrays.stream(Key.values())
                .filter(Key::tree)
                .anyMatch(key -> key.pattern().sectionOf(path).isPresent());
    }

    /// The keys directly or deeper in a section, such as `api`; empty when it is not a section.
    static List<String> pathsIn(String section) {
        return PATTERNS.stream()
                .map(pattern -> pattern.meantBy(section))
                .filter(path -> path.startsWith(section + "."))
                .toList();
    }

    static String nearest(String path) {
        return Spelling.nearest(
                path, PATTERNS.stream().map(pattern -> pattern.meantBy(path)).toList());
    }

    /// The variable of ours that is spelled most like `name`, or empty when it is nobody's of ours.
    static Optional<String> nearestVariable(String name) {
        return name.startsWith(KeyPattern.ENVIRONMENT_PREFIX)
                ? Optional.of(
                        Spelling.nearest(
                                name, PATTERNS.stream().map(KeyPattern::variable).toList()))
                : Optional.empty();
    }

    /// The name of the section that a variable sets a key of, where that section stands under the
    /// same words as a key does.
    static Optional<String> sectionOfVariable(Key sibling, String name) {
        return ofVariable(name)
                .filter(pattern -> pattern.beforeName().equals(sibling.pattern().beforeName()))
                .flatMap(pattern -> pattern.sectionOfVariable(name));
    }

    /// The longest key wins: a model may be called like the first word of one.
    private static Optional<KeyPattern> ofVariable(String name) {
        if (!name.startsWith(KeyPattern.ENVIRONMENT_PREFIX)) {
            return Optional.empty();
        }
        return PATTERNS.stream()
                .filter(pattern -> pattern.sectionOfVariable(name).isPresent())
                .min(
                        Comparator.comparingInt(
                                pattern -> pattern.sectionOfVariable(name).orElse("").length()));
    }

    private static Stream<KeyPattern> patterns(Key key) {
        return key.secret()
                ? Stream.of(key.pattern(), key.filePattern())
                : Stream.of(key.pattern());
    }
}
