package dev.outrigger.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads YAML as nested sections of plain values and lists of plain values, and keeps the place of
/// each. Values stay as written: `0x10` is the text `0x10`, not a number.
final class YamlReader {
    private static final Pattern PLACE = Pattern.compile("line (\\d+), column (\\d+)");

    private final String name;
    private final YAMLParser parser;
    private final List<YamlEntry> entries = new ArrayList<>();
    private final List<ConfigProblem> problems = new ArrayList<>();

    private YamlReader(String name, YAMLParser parser) {
        this.name = name;
        this.parser = parser;
    }

    /// @param problems when not empty, `entries` are not complete
    record Reading(List<YamlEntry> entries, List<ConfigProblem> problems) {}

    static Reading read(ConfigSources.Yaml yaml) {
        YAMLFactory factory = new YAMLFactory();
        try (YAMLParser parser = factory.createParser(yaml.text())) {
            YamlReader reader = new YamlReader(yaml.name(), parser);
            reader.document();
            return new Reading(reader.entries, reader.problems);
        } catch (JsonProcessingException malformed) {
            String place = yaml.name() + ":" + place(malformed);
            return new Reading(List.of(), List.of(new ConfigProblem(place, reason(malformed))));
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
    }

    private void document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) {
            return;
        }
        if (first != JsonToken.START_OBJECT) {
            refuse("the file must hold keys and values, such as `schema: config/schema.graphql`");
            return;
        }
        section("");
        if (problems.isEmpty() && parser.nextToken() != null) {
            refuse("the file must hold one YAML document, and a second one begins here");
        }
    }

    private void section(String path) throws IOException {
        Set<String> keys = new HashSet<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            String keyPlace = place();
            String keyPath = path.isEmpty() ? key : path + "." + key;
            if (!keys.add(key)) {
                refuse("the key " + keyPath + " is there twice");
            }
            parser.nextToken();
            value(keyPath, keyPlace);
        }
    }

    private void value(String path, String keyPlace) throws IOException {
        String valuePlace = place();
        if (KnownKeys.takesTree(path) && parser.currentToken().isStructStart()) {
            String json = new YamlTree(parser, reason -> refuse(reason + ", in " + path)).json();
            entries.add(new YamlEntry(path, List.of(json), false, keyPlace, valuePlace));
            return;
        }
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                int before = entries.size();
                section(path);
                if (entries.size() == before) {
                    entries.add(new YamlEntry(path, List.of(), false, keyPlace, valuePlace));
                }
            }
            case START_ARRAY ->
                    entries.add(new YamlEntry(path, elements(path), true, keyPlace, valuePlace));
            default -> entries.add(new YamlEntry(path, plain(path), false, keyPlace, valuePlace));
        }
    }

    private List<String> elements(String path) throws IOException {
        List<String> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken().isStructStart()) {
                refuse("a list holds plain values only, and " + path + " holds more than that");
                parser.skipChildren();
            } else {
                elements.addAll(plain(path));
            }
        }
        return elements;
    }

    private List<String> plain(String path) throws IOException {
        // An alias would read as its own name.
        if (parser.isCurrentAlias()) {
            refuse("YAML aliases are not supported, and " + path + " is one");
        }
        return parser.currentToken() == JsonToken.VALUE_NULL
                ? List.of()
                : List.of(parser.getText());
    }

    private void refuse(String reason) {
        problems.add(new ConfigProblem(place(), reason));
    }

    private String place() {
        return name + ":" + place(parser.currentTokenLocation());
    }

    private static String place(JsonLocation location) {
        return location.getLineNr() + ":" + location.getColumnNr();
    }

    /// The exception's own location is where the token before ends; its message knows better.
    private static String place(JsonProcessingException malformed) {
        Matcher place = PLACE.matcher(malformed.getOriginalMessage());
        return place.find()
                ? place.group(1) + ":" + place.group(2)
                : place(malformed.getLocation());
    }

    /// The parser's message without its excerpts of the file, which may hold a secret and are the
    /// indented lines.
    private static String reason(JsonProcessingException malformed) {
        return malformed
                .getOriginalMessage()
                .lines()
                .filter(line -> !line.startsWith(" "))
                .collect(Collectors.joining(", ", "this is not YAML: ", ""));
    }
}
