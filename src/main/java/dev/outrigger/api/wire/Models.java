package dev.outrigger.api.wire;

import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.edit.Refusal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Finds models by the names that clients use.
public final class Models {
    private final Map<String, Model> byName = new LinkedHashMap<>();

    public Models(Schema schema) {
        schema.models().forEach(model -> byName.put(model.name(), model));
    }

    public Model named(String name) {
        Model model = byName.get(name);
        if (model == null) {
            throw RequestRefused.because(
                    new Refusal.ModelUnknown(name, List.copyOf(byName.keySet())));
        }
        return model;
    }
}
