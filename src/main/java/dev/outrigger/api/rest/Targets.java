package dev.outrigger.api;

import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.edit.Refusal;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Finds what a path `/v1/models/{Model}/{key…}` names. It reads the path as it was sent: decoded
/// before it is split, `%2F` in a key's value would look like the end of that value.
final class Targets {
    /// The empty text before the first slash, `v1`, `models` and the model's name.
    private static final int MODEL_SEGMENT = 3;

    private final Map<String, Model> byName = new LinkedHashMap<>();

    Targets(Schema schema) {
        schema.models().forEach(model -> byName.put(model.name(), model));
    }

    Model model(RoutingContext context) {
        return model(segments(context)[MODEL_SEGMENT]);
    }

    Model model(String name) {
        Model model = byName.get(name);
        if (model == null) {
            throw RequestRefused.because(
                    new Refusal.ModelUnknown(name, List.copyOf(byName.keySet())));
        }
        return model;
    }

    ItemKey key(RoutingContext context, Model model) {
        String[] segments = segments(context);
        return KeyReader.fromPath(
                model, Arrays.asList(segments).subList(MODEL_SEGMENT + 1, segments.length));
    }

    private static String[] segments(RoutingContext context) {
        return context.request().path().split("/", -1);
    }
}
