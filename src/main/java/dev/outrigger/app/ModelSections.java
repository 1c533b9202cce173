package dev.outrigger.app;

import dev.outrigger.config.NamedSections;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;

import java.util.List;
import java.util.Map;

/// Holds the models that a configuration names against those of the schema.
final class ModelSections {
    private ModelSections() {}

    /// @param path of the sections in the configuration, for the message
    static void requireKnown(NamedSections<?> sections, Schema schema, String path) {
        List<String> models = schema.models().stream().map(Model::name).toList();
        Map<String, String> strangers = sections.strangers(models);
        if (!strangers.isEmpty()) {
            throw StartFailure.usage(
                    strangers.entrySet().stream()
                            .map(
                                    stranger ->
                                            "the schema has no model "
                                                    + stranger.getKey()
                                                    + ", which "
                                                    + path
                                                    + " names; the nearest one is "
                                                    + stranger.getValue())
                            .toList());
        }
    }
}
