package dev.outrigger.config;

/// How a backend keeps the items of its models.
///
/// @param otherwise of every model that is not named
/// @param named complete too: what a section leaves out is as in `otherwise`
public record ModelsConfig(ModelConfig otherwise, NamedSections<ModelConfig> named) {
    /// The same for every model.
    public static ModelsConfig alike(ModelConfig config) {
        return new ModelsConfig(config, NamedSections.none());
    }

    /// Of one model, by its name in the schema.
    public ModelConfig of(String model) {
        return named.of(model).orElse(otherwise);
    }
}
