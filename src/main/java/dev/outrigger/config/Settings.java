package dev.outrigger.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The sources laid over each other: what each key is set to, and where. It collects everything
/// that is wrong with the sources themselves, so that one start shows all of it.
final class Settings {
    private final ConfigSources sources;
    private final Map<String, YamlEntry> yaml = new LinkedHashMap<>();
    private final Set<String> referred = new HashSet<>();
    private final Map<KeyPath, Optional<Setting>> found = new HashMap<>();
    private final Set<KeyPath> unusable = new HashSet<>();

    /// What follows from others.
    private final Map<KeyPath, Setting> implied = new HashMap<>();

    private boolean readable = true;
    private final List<ConfigProblem> problems = new ArrayList<>();

    private Settings(ConfigSources sources) {
        this.sources = sources;
    }

    /// One setting as it was written.
    ///
    /// @param name the key's path, variable or option
    /// @param place `FILE:LINE:COLUMN`, or empty when the name says it all
    record Setting(KeyPath key, String name, List<String> values, String place) {
        /// Values may be secrets.
        @Override
        public String toString() {
            return name;
        }
    }

    static Settings of(ConfigSources sources) {
        Settings settings = new Settings(sources);
        if (sources.yaml() != null) {
            YamlReader.Reading reading = YamlReader.read(sources.yaml());
            settings.problems.addAll(reading.problems());
            settings.readable = reading.problems().isEmpty();
            reading.entries().forEach(settings::take);
        }
        return settings;
    }

    /// False when a source could not be read to its end, so that nobody knows what is set.
    boolean readable() {
        return readable;
    }

    List<ConfigProblem> problems() {
        return problems;
    }

    /// Variables that look like ours and are nobody's: probably misspelled. They are no problem, as
    /// container platforms add variables that are named after their services.
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (String name : new TreeSet<>(sources.environment().keySet())) {
            if (!KnownKeys.hasVariable(name) && !referred.contains(name)) {
                KnownKeys.nearestVariable(name)
                        .map(
                                near ->
                                        name
                                                + " is not a setting and is ignored; the nearest"
                                                + " one is "
                                                + near)
                        .ifPresent(warnings::add);
            }
        }
        return warnings;
    }

    /// The names of the sections that stand beside each other where `sibling` is written: those of
    /// the file as they are written there, then those that only the environment has.
    Set<String> sections(Key sibling) {
        Set<String> names = new LinkedHashSet<>();
        yaml.values()
                .forEach(entry -> sibling.pattern().sectionIn(entry.path()).ifPresent(names::add));
        Set<String> alike = names.stream().map(KeyPattern::inVariable).collect(Collectors.toSet());
        for (String name : new TreeSet<>(sources.environment().keySet())) {
            KnownKeys.sectionOfVariable(sibling, name).filter(alike::add).ifPresent(names::add);
        }
        return names;
    }

    /// What the strongest source says about a key. A secret's file is read already.
    Optional<Setting> find(KeyPath key) {
        return found.computeIfAbsent(key, this::strongest);
    }

    /// True when no source says anything about a key, be it usable or not.
    boolean lacks(KeyPath key) {
        return find(key).isEmpty() && !unusable.contains(key);
    }

    /// The file that a secret is read from; empty when its text is given.
    Optional<Path> fileOf(KeyPath key) {
        return find(key)
                .filter(
                        setting ->
                                setting.name().equals(key.fileVariable())
                                        || setting.name().equals(key.filePath()))
                .flatMap(setting -> fileNamedBy(key))
                .map(Path::of);
    }

    private Optional<String> fileNamedBy(KeyPath key) {
        return variable(key, key.fileVariable())
                .or(() -> yaml(key, key.filePath()))
                .map(setting -> setting.values().getFirst());
    }

    private Optional<Setting> strongest(KeyPath key) {
        ConfigSources.Option option = sources.options().get(key.key());
        if (option != null) {
            return Optional.of(new Setting(key, option.name(), option.values(), ""));
        }
        return oneOf(key, variable(key, key.variable()), variable(key, key.fileVariable()))
                .or(() -> oneOf(key, yaml(key, key.path()), yaml(key, key.filePath())))
                .or(() -> Optional.ofNullable(implied.get(key)));
    }

    /// The text of a file that a key names; empty when it cannot be read, which is a problem then.
    Optional<String> text(Setting file) {
        try {
            return Optional.of(sources.files().read(Path.of(file.values().getFirst())));
        } catch (IOException | IllegalArgumentException unreadable) {
            refuse(
                    file,
                    "the file "
                            + file.values().getFirst()
                            + " that "
                            + file.name()
                            + " names cannot be read");
            return Optional.empty();
        }
    }

    /// Sets a key that no source sets.
    ///
    /// @param origin what it follows from
    void imply(KeyPath key, Setting origin, String value) {
        String name = origin.name() + " " + origin.values().getFirst();
        implied.put(key, new Setting(key, name, List.of(value), origin.place()));
        found.remove(key);
    }

    private Optional<Setting> oneOf(KeyPath key, Optional<Setting> plain, Optional<Setting> file) {
        if (!key.key().secret() || file.isEmpty()) {
            return plain;
        }
        if (plain.isPresent()) {
            refuse(
                    file.get(),
                    "give only one of " + plain.get().name() + " and " + file.get().name());
            return Optional.empty();
        }
        return file.flatMap(this::content);
    }

    private Optional<Setting> content(Setting file) {
        List<String> contents = new ArrayList<>();
        for (String name : file.values()) {
            try {
                contents.add(sources.files().read(Path.of(name)).strip());
            } catch (IOException | IllegalArgumentException unreadable) {
                refuse(file, "the file " + name + " that " + file.name() + " names cannot be read");
                return Optional.empty();
            }
        }
        return Optional.of(new Setting(file.key(), file.name(), contents, file.place()));
    }

    private Optional<Setting> variable(KeyPath key, String name) {
        String value = sources.environment().getOrDefault(name, "");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        List<String> values =
                key.key().list()
                        ? Arrays.stream(value.split(",")).map(String::strip).toList()
                        : List.of(value);
        return Optional.of(new Setting(key, name, values, ""));
    }

    /// References are replaced only here: a process does not need the variables of keys that it
    /// does not use.
    private Optional<Setting> yaml(KeyPath key, String path) {
        YamlEntry entry = yaml.get(path);
        if (entry == null || entry.values().isEmpty()) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        for (String value : entry.values()) {
            substituted(key, entry, value).ifPresent(values::add);
        }
        return values.size() < entry.values().size()
                ? Optional.empty()
                : Optional.of(new Setting(key, path, values, entry.valuePlace()));
    }

    private void take(YamlEntry entry) {
        String reason = objection(entry);
        if (reason.isEmpty()) {
            yaml.put(entry.path(), entry);
            entry.values().forEach(value -> referred.addAll(Substitution.names(value)));
        } else {
            problems.add(new ConfigProblem(entry.keyPlace(), reason));
        }
    }

    /// Why this release cannot act on an entry, or the empty text.
    private static String objection(YamlEntry entry) {
        String path = entry.path();
        if (KnownKeys.has(path)) {
            return entry.list() && !KnownKeys.takesList(path)
                    ? path + " takes one value, not a list"
                    : "";
        }
        List<String> inside = KnownKeys.pathsIn(path);
        if (!inside.isEmpty()) {
            return entry.values().isEmpty()
                    ? ""
                    : path + " is a section, not a value; it takes " + String.join(", ", inside);
        }
        return "unknown key " + path + "; the nearest known one is " + KnownKeys.nearest(path);
    }

    private Optional<String> substituted(KeyPath key, YamlEntry entry, String value) {
        return switch (Substitution.replace(value, sources.environment())) {
            case Substitution.Outcome.Replaced(var text) -> Optional.of(text);
            case Substitution.Outcome.Missing(var variable) ->
                    unusable(
                            key,
                            entry,
                            " refers to the environment variable "
                                    + variable
                                    + ", which is not set; set it, or write ${"
                                    + variable
                                    + ":default}");
            case Substitution.Outcome.Malformed() ->
                    unusable(
                            key,
                            entry,
                            " holds a ${ that is not ${NAME} or ${NAME:default};"
                                    + " write $${ for the characters themselves");
        };
    }

    private Optional<String> unusable(KeyPath key, YamlEntry entry, String reason) {
        unusable.add(key);
        problems.add(new ConfigProblem(entry.valuePlace(), entry.path() + reason));
        return Optional.empty();
    }

    private void refuse(Setting setting, String reason) {
        unusable.add(setting.key());
        problems.add(new ConfigProblem(setting.place(), reason));
    }
}
