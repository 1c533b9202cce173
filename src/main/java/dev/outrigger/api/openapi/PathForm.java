package dev.outrigger.api.openapi;

import dev.outrigger.api.route.ApiRoute;
import dev.outrigger.api.route.PathVariable;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Paths of the document: a model's name stands in them, and each field of its key is a parameter.
final class PathForm {
    private PathForm() {}

    /// The route's path in the document.
    static String path(ApiRoute route, @Nullable Model model) {
        if (model == null) {
            return route.path();
        }
        String key =
                model.key().fields().stream()
                        .map(name -> "{" + name + "}")
                        .collect(Collectors.joining("/"));
        return route.path()
                .replace(PathVariable.MODEL.inBraces(), model.name())
                .replace(PathVariable.KEY.inBraces(), key);
    }

    static List<Map<String, Object>> parameters(ApiRoute route, @Nullable Model model) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        if (model != null && route.has(PathVariable.KEY)) {
            for (String name : model.key().fields()) {
                parameters.add(parameter(name, keyField(model, name)));
            }
        }
        for (PathVariable variable : List.of(PathVariable.NUMBER, PathVariable.CONFLICT)) {
            if (route.has(variable)) {
                Map<String, Object> form = new LinkedHashMap<>(Forms.TEXT);
                form.put("pattern", "^" + variable.expression() + "$");
                parameters.add(parameter(variable.word(), form));
            }
        }
        return parameters;
    }

    private static Map<String, Object> keyField(Model model, String name) {
        Field field =
                model.field(name)
                        .orElseThrow(() -> new IllegalStateException(name + " is not a field"));
        return FieldForms.value(field.type());
    }

    private static Map<String, Object> parameter(String name, Map<String, Object> schema) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("name", name);
        form.put("in", "path");
        form.put("required", true);
        form.put("schema", schema);
        return form;
    }
}
