package dev.outrigger.model;

/// A field's use of an embedded type. It is a name, not the type, because embedded types may
/// contain each other; [Schema#embedded(String)] resolves it.
public record EmbeddedReference(String name) implements FieldType {
    @Override
    public String typeName() {
        return name;
    }
}
