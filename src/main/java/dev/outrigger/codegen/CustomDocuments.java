package dev.outrigger.codegen;

import dev.outrigger.model.CustomInput;
import dev.outrigger.model.CustomOperation;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Shape;
import dev.outrigger.model.Slot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the introspection says of operations and inputs that a schema declares itself; nothing
/// where there are none.
record CustomDocuments(Schema schema) {
    Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        put(all, "queries", operations(CustomOperation.Root.QUERY));
        put(all, "mutations", operations(CustomOperation.Root.MUTATION));
        put(all, "subscriptions", operations(CustomOperation.Root.SUBSCRIPTION));
        put(all, "inputs", inputs());
        return all;
    }

    private static void put(Map<String, Object> all, String name, Map<String, Object> some) {
        if (!some.isEmpty()) {
            all.put(name, some);
        }
    }

    private Map<String, Object> operations(CustomOperation.Root root) {
        Map<String, Object> operations = new LinkedHashMap<>();
        for (CustomOperation operation : schema.text().operations()) {
            if (operation.root() == root) {
                Map<String, Object> metadata = slot(operation.answer());
                if (!operation.arguments().isEmpty()) {
                    metadata.put("arguments", slots(operation.arguments()));
                }
                operations.put(operation.name(), metadata);
            }
        }
        return operations;
    }

    private Map<String, Object> inputs() {
        Map<String, Object> inputs = new LinkedHashMap<>();
        for (CustomInput input : schema.text().inputs()) {
            Map<String, Object> metadata = new LinkedHashMap<>();
            metadata.put("name", input.name());
            metadata.put("attributes", slots(input.members()));
            inputs.put(input.name(), metadata);
        }
        return inputs;
    }

    private Map<String, Object> slots(List<Slot> slots) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        slots.forEach(slot -> metadata.put(slot.name(), slot(slot)));
        return metadata;
    }

    private Map<String, Object> slot(Slot slot) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", slot.name());
        metadata.put("isArray", slot.shape() instanceof Shape.ListOf);
        metadata.put("type", type(slot.type()));
        switch (slot.shape()) {
            case Shape.Single(var required) -> metadata.put("isRequired", required);
            case Shape.ListOf(var required, var elementRequired) -> {
                metadata.put("isRequired", elementRequired);
                metadata.put("isArrayNullable", !required);
            }
        }
        return metadata;
    }

    /// A scalar's name, or an object that says what kind of type it is.
    private Object type(String name) {
        if (Scalar.named(name).isPresent()) {
            return name;
        }
        if (schema.enums().stream().anyMatch(type -> type.name().equals(name))) {
            return Map.of("enum", name);
        }
        if (schema.model(name).isPresent()) {
            return Map.of("model", name);
        }
        boolean input = schema.text().inputs().stream().anyMatch(type -> type.name().equals(name));
        return Map.of(input ? "input" : "nonModel", name);
    }
}
