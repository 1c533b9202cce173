package dev.outrigger.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The sources laid over each other: what each key is set to, and where. It collects everything
/// that is wrong with the sources themselves, so that one start shows all of it.
final class Settings {
    /// Keys of the full product that this release would have to ignore.
    private static final List<String> NOT_SUPPORTED =
            List.of("sync.expressions", "sync.conflict", "sync.models");

    private final ConfigSources sources;
    private final Map<String, YamlEntry> yaml = new HashMap<>();
    private final Set<String> referred = new HashSet<>();
    private final Map<Key, Optional<Setting>> found = new EnumMap<>(Key.class);
    private final Set<Key> unusable = EnumSet.noneOf(Key.class);
    private boolean readable = true;
    private final List<ConfigProblem> problems = new ArrayList<>();

    private Settings(ConfigSources sources) {
        this.sources = sources;
    }

    /// One setting as it was written.
    ///
    /// @param name the key's path, variable or option
    /// @param place `FILE:LINE:COLUMN`, or empty when the name says it all
    record Setting(Key key, String name, List<String> values, String place) {
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
            if (!Key.knowsVariable(name) && !referred.contains(name)) {
                Key.nearestVariable(name)
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

    /// What the strongest source says about a key. A secret's file is read already.
    Optional<Setting> find(Key key) {
        return found.computeIfAbsent(key, this::strongest);
    }

    /// True when no source says anything about a key, be it usable or not.
    boolean lacks(Key key) {
        return find(key).isEmpty() && !unusable.contains(key);
    }

    private Optional<Setting> strongest(Key key) {
        ConfigSources.Option option = sources.options().get(key);
        if (option != null) {
            return Optional.of(new Setting(key, option.name(), option.values(), ""));
        }
        return oneOf(key, variable(key, key.variable()), variable(key, key.fileVariable()))
                .or(() -> oneOf(key, yaml(key, key.path()), yaml(key, key.filePath())));
    }

    private Optional<Setting> oneOf(Key key, Optional<Setting> plain, Optional<Setting> file) {
        if (!key.secret() || file.isEmpty()) {
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

    private Optional<Setting> variable(Key key, String name) {
        String value = sources.environment().getOrDefault(name, "");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        List<String> values =
                key.list()
                        ? Arrays.stream(value.split(",")).map(String::strip).toList()
                        : List.of(value);
        return Optional.of(new Setting(key, name, values, ""));
    }

    /// References are replaced only here: a process does not need the variables of keys that it
    /// does not use.
    private Optional<Setting> yaml(Key key, String path) {
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
        for (String unsupported : NOT_SUPPORTED) {
            if ((path + ".").startsWith(unsupported + ".")) {
                return unsupported + " is not supported yet; leave it out";
            }
        }
        if (Key.knows(path)) {
            return entry.list() && !listKey(path) ? path + " takes one value, not a list" : "";
        }
        List<String> inside = Key.pathsIn(path);
        if (!inside.isEmpty()) {
            return entry.values().isEmpty()
                    ? ""
                    : path + " is a section, not a value; it takes " + String.join(", ", inside);
        }
        return "unknown key "
                + path
                + "; the nearest known one is "
                + Spelling.nearest(path, Key.paths());
    }

    private static boolean listKey(String path) {
        return Arrays.stream(Key.values())
                .filter(Key::list)
                .anyMatch(key -> key.path().equals(path) || key.filePath().equals(path));
    }

    private Optional<String> substituted(Key key, YamlEntry entry, String value) {
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

    private Optional<String> unusable(Key key, YamlEntry entry, String reason) {
        unusable.add(key);
        problems.add(new ConfigProblem(entry.valuePlace(), entry.path() + reason));
        return Optional.empty();
    }

    private void refuse(Setting setting, String reason) {
        unusable.add(setting.key());
        problems.add(new ConfigProblem(setting.place(), reason));
    }
}
