package dev.outrigger.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Settings as values. A value that does not fit becomes a problem, and the reading goes on with
/// the default, so that one start shows all problems; whoever finishes must look at [#problems()].
final class TypedSettings {
    private static final int HIGHEST_PORT = 65_535;

    private final Settings settings;
    private final String section;
    private final List<ConfigProblem> problems;

    TypedSettings(Settings settings) {
        this(settings, "", new ArrayList<>());
    }

    private TypedSettings(Settings settings, String section, List<ConfigProblem> problems) {
        this.settings = settings;
        this.section = section;
        this.problems = problems;
    }

    /// Reads each section that stands where `sibling` is written, by a reader for which keys with a
    /// placeholder are those of that section. All problems come together here.
    <T> NamedSections<T> sections(Key sibling, Function<TypedSettings, T> reader) {
        Map<String, T> read = new LinkedHashMap<>();
        for (String name : settings.sections(sibling)) {
            read.put(name, reader.apply(new TypedSettings(settings, name, problems)));
        }
        return new NamedSections<>(read);
    }

    /// The path of a key here, for messages.
    String pathOf(Key key) {
        return key.in(section).path();
    }

    /// The environment variable of a key here, for messages.
    String variableOf(Key key) {
        return key.in(section).variable();
    }

    /// A range of whole numbers, both ends included.
    record Range(int least, int most) {}

    List<ConfigProblem> problems() {
        List<ConfigProblem> all = new ArrayList<>(settings.problems());
        all.addAll(problems);
        return all;
    }

    List<String> warnings() {
        return settings.warnings();
    }

    void refuse(String reason) {
        problems.add(new ConfigProblem("", reason));
    }

    /// Complains about the value of a key, at the place where it was written.
    void refuse(Settings.Setting setting, String reason) {
        problems.add(new ConfigProblem(setting.place(), setting.name() + " " + reason));
    }

    Optional<Settings.Setting> find(Key key) {
        return settings.find(key.in(section));
    }

    /// True when no source says anything about a key, be it usable or not.
    boolean lacks(Key key) {
        return settings.lacks(key.in(section));
    }

    Optional<String> text(Key key) {
        return value(key, "a text", Optional::of);
    }

    /// @param expected what `conversion` accepts, for the message that follows "must be"
    <T> Optional<T> value(Key key, String expected, Function<String, Optional<T>> conversion) {
        return find(key).flatMap(setting -> converted(setting, expected, conversion));
    }

    int port(Key key, int otherwise) {
        return number(key, new Range(0, HIGHEST_PORT), otherwise);
    }

    int number(Key key, Range range, int otherwise) {
        String expected = "a whole number from " + range.least() + " to " + range.most();
        return value(key, expected, text -> number(text, range)).orElse(otherwise);
    }

    /// In bytes, from 1 KiB to 1 GiB.
    int size(Key key, int otherwise) {
        String expected = Quantities.SIZES + ", from 1KiB to 1GiB";
        return value(
                        key,
                        expected,
                        text ->
                                Quantities.size(text)
                                        .filter(b -> b >= 1 << 10 && b <= 1 << 30)
                                        .map(Long::intValue))
                .orElse(otherwise);
    }

    Duration duration(Key key, Duration otherwise) {
        return duration(key).orElse(otherwise);
    }

    Optional<Duration> duration(Key key) {
        return value(key, Quantities.DURATIONS, Quantities::duration);
    }

    /// True when the key says `true`, or says nothing usable and is on otherwise.
    boolean isOn(Key key, Switch otherwise) {
        return choice(key, otherwise) == Switch.TRUE;
    }

    /// The words of a setting that is on or off.
    enum Switch {
        TRUE,
        FALSE
    }

    Optional<Path> path(Key key) {
        return value(key, "a path of a file", TypedSettings::path);
    }

    /// As [#duration], where zero means not at all.
    Duration durationOrZero(Key key, Duration otherwise) {
        return value(key, Quantities.DURATIONS + ", or 0s", Quantities::durationOrZero)
                .orElse(otherwise);
    }

    <E extends Enum<E>> E choice(Key key, E otherwise) {
        E[] choices = otherwise.getDeclaringClass().getEnumConstants();
        String expected =
                Arrays.stream(choices)
                        .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" or "));
        return value(key, expected, text -> named(choices, text)).orElse(otherwise);
    }

    Optional<Secret> secret(Key key) {
        return value(key, "a secret", TypedSettings::filled).map(Secret::new);
    }

    /// What the file holds that the key names.
    Optional<String> fileText(Key key) {
        return find(key).flatMap(settings::text);
    }

    /// Complains about what is in the file that the key names.
    ///
    /// @param place `LINE:COLUMN` there, or empty
    void refuseFile(Key key, String place, String reason) {
        find(key)
                .ifPresent(
                        setting -> {
                            String file = setting.values().getFirst();
                            problems.add(
                                    place.isEmpty()
                                            ? new ConfigProblem(
                                                    setting.place(),
                                                    setting.name() + " " + file + ": " + reason)
                                            : new ConfigProblem(file + ":" + place, reason));
                        });
    }

    /// Sets a key that no source sets, as it follows from another one.
    void imply(Key key, Key origin, String value) {
        find(origin).ifPresent(setting -> settings.imply(key.in(section), setting, value));
    }

    /// As [#secret], with its file where it is in one, as the file may change.
    Optional<SecretSource> secretSource(Key key) {
        Optional<Path> file = settings.fileOf(key.in(section));
        return secret(key)
                .map(
                        secret ->
                                file.<SecretSource>map(SecretSource.Changing::new)
                                        .orElseGet(() -> new SecretSource.Fixed(secret)));
    }

    List<Secret> secrets(Key key) {
        return texts(key).stream().map(Secret::new).toList();
    }

    List<String> texts(Key key) {
        List<String> texts = find(key).map(Settings.Setting::values).orElse(List.of());
        if (texts.stream().anyMatch(String::isBlank)) {
            find(key).ifPresent(setting -> refuse(setting, "holds an empty value"));
        }
        return texts;
    }

    private <T> Optional<T> converted(
            Settings.Setting setting, String expected, Function<String, Optional<T>> conversion) {
        if (setting.values().size() != 1) {
            refuse(setting, "takes one value, not " + setting.values().size());
            return Optional.empty();
        }
        Optional<T> value = conversion.apply(setting.values().getFirst());
        if (value.isEmpty()) {
            refuse(setting, "must be " + expected + met(setting));
        }
        return value;
    }

    private static String met(Settings.Setting setting) {
        return setting.key().key().secret() ? "" : ", not '" + setting.values().getFirst() + "'";
    }

    private static Optional<Integer> number(String text, Range range) {
        try {
            int number = Integer.parseInt(text);
            return number < range.least() || number > range.most()
                    ? Optional.empty()
                    : Optional.of(number);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<Path> path(String text) {
        try {
            return filled(text).map(Path::of);
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> filled(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    private static <E extends Enum<E>> Optional<E> named(E[] choices, String text) {
        return Arrays.stream(choices)
                .filter(choice -> choice.name().equalsIgnoreCase(text))
                .findFirst();
    }
}
