package dev.outrigger.codegen;

import dev.outrigger.model.Index;
import dev.outrigger.model.Model;
import dev.outrigger.model.PrimaryKey;
import dev.outrigger.model.Schema;
import dev.outrigger.model.WrittenDirective;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What Amplify's documents say of a model beside its fields: its directives word for word, and its
/// keys.
final class Attributes {
    private final Schema schema;
    private final Associations associations;

    Attributes(Schema schema, Associations associations) {
        this.schema = schema;
        this.associations = associations;
    }

    List<Map<String, Object>> of(Model model) {
        List<Map<String, Object>> attributes = new ArrayList<>();
        for (WrittenDirective directive : schema.text().of(model.name())) {
            written(model, directive).ifPresent(attributes::add);
        }
        switch (schema.generation()) {
            // The keys are among the directives of the type.
            case FIRST -> {}
            case SECOND -> attributes.addAll(keys(model));
        }
        return attributes;
    }

    private static Optional<Map<String, Object>> written(Model model, WrittenDirective directive) {
        if (!directive.name().equals("auth")) {
            return Optional.of(attribute(directive.name(), directive.arguments()));
        }
        // Amplify's generator does not know the rules of a model that joins two.
        return FieldShape.isJoin(model)
                ? Optional.empty()
                : Optional.of(attribute("auth", AuthAttribute.of(directive)));
    }

    private List<Map<String, Object>> keys(Model model) {
        List<Map<String, Object>> keys = new ArrayList<>();
        if (model.key().kind() != PrimaryKey.Kind.MANAGED_ID) {
            keys.add(attribute("key", Map.of("fields", model.key().fields())));
        }
        for (Index index : model.indexes()) {
            keys.add(attribute("key", properties(model, index)));
        }
        for (Index implied : associations.impliedIndexes(model)) {
            keys.add(attribute("key", properties(model, implied)));
        }
        return keys;
    }

    private static Map<String, Object> properties(Model model, Index index) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("name", index.name());
        // Amplify names only a query that the schema names.
        if (index.queryField() != null && !index.queryField().equals(standardQuery(model, index))) {
            properties.put("queryField", index.queryField());
        }
        properties.put("fields", index.fields());
        return properties;
    }

    /// The name of the query by an index for which the schema gives none.
    private static String standardQuery(Model model, Index index) {
        String plural = model.plural();
        String fields =
                index.fields().stream()
                        .map(field -> upper(field.charAt(0)) + field.substring(1))
                        .collect(Collectors.joining("And"));
        return Character.toLowerCase(plural.charAt(0)) + plural.substring(1) + "By" + fields;
    }

    private static String upper(char first) {
        return String.valueOf(Character.toUpperCase(first));
    }

    private static Map<String, Object> attribute(
            String type, Map<String, ? extends @Nullable Object> properties) {
        Map<String, Object> attribute = new LinkedHashMap<>();
        attribute.put("type", type);
        attribute.put("properties", properties);
        return attribute;
    }
}
