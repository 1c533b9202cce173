package dev.outrigger.config;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;

import dev.outrigger.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Reads a value of YAML that is a tree of its own, and not sections of keys, as JSON.
final class YamlTree {
    private final YAMLParser parser;
    private final Consumer<String> refused;

    /// @param refused takes why something cannot be read
    YamlTree(YAMLParser parser, Consumer<String> refused) {
        this.parser = parser;
        this.refused = refused;
    }

    /// The text of the tree that the parser stands before; afterwards it stands at the tree's end.
    String json() throws IOException {
        return Json.write(value());
    }

    private @Nullable Object value() throws IOException {
        if (parser.isCurrentAlias()) {
            refused.accept("YAML aliases are not supported");
            return null;
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_NULL -> null;
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            default -> parser.getText();
        };
    }

    private Map<String, @Nullable Object> object() throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (members.containsKey(name)) {
                refused.accept("the key " + name + " is there twice");
            }
            parser.nextToken();
            members.put(name, value());
        }
        return members;
    }

    private List<@Nullable Object> array() throws IOException {
        List<@Nullable Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value());
        }
        return elements;
    }
}
