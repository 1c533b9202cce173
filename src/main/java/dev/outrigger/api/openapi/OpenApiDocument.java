package dev.outrigger.api.openapi;

import dev.outrigger.api.route.ApiRoute;
import dev.outrigger.api.route.Component;
import dev.outrigger.api.route.PathVariable;
import dev.outrigger.json.Members;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.predicate.TextSearch;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The OpenAPI 3.1 document of a replica's local API, as decoded JSON. A route whose path has a
/// model is told once for each model, so that a reader sees the fields.
public final class OpenApiDocument {
    static final String BEARER = "bearer";

    private final Schema schema;
    private final TextSearch.Of search;
    private final Map<String, Map<String, Object>> paths = new LinkedHashMap<>();

    private OpenApiDocument(Schema schema, TextSearch.Of search) {
        this.schema = schema;
        this.search = search;
    }

    /// @param search the fields that filters may search
    /// @param routes that are mounted
    public static Map<String, Object> of(
            Schema schema, TextSearch.Of search, List<ApiRoute> routes) {
        OpenApiDocument document = new OpenApiDocument(schema, search);
        routes.forEach(document::add);
        return document.json();
    }

    private void add(ApiRoute route) {
        if (route.has(PathVariable.MODEL)) {
            schema.models().forEach(model -> add(route, model));
        } else {
            add(route, null);
        }
    }

    private void add(ApiRoute route, @Nullable Model model) {
        paths.computeIfAbsent(PathForm.path(route, model), _ -> new LinkedHashMap<>())
                .put(
                        route.method().name().toLowerCase(Locale.ROOT),
                        new OperationForm(route, model).form());
    }

    private Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("openapi", "3.1.0");
        json.put("info", info());
        json.put("servers", List.of(Map.of("url", "/")));
        json.put("paths", paths);
        json.put("components", components());
        return json;
    }

    private Map<String, Object> info() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("title", "Outrigger local API");
        info.put("version", "1");
        info.put(
                "description",
                "What an app speaks with the sidecar next to it. Every answer is the replica's own;"
                        + " the backend being out of reach is never an error here.");
        info.put("x-outrigger-schema-hash", schema.hash());
        return info;
    }

    private Map<String, Object> components() {
        Map<String, Object> schemas = new LinkedHashMap<>();
        FilterForms filters = new FilterForms(search);
        schema.models().forEach(model -> schemas.putAll(new ModelForms(model, filters).all()));
        schemas.putAll(filters.tests());
        schema.enums().forEach(type -> schemas.put(type.name(), FieldForms.of(type)));
        schema.embeddedTypes().forEach(type -> schemas.put(type.name(), FieldForms.of(type)));
        for (Component component : Component.values()) {
            schemas.put(component.title(), ComponentForms.of(component));
        }
        schemas.putAll(ProblemForms.all());
        Map<String, Object> components = new LinkedHashMap<>();
        components.put("schemas", schemas);
        components.put(
                "securitySchemes",
                Map.of(BEARER, Members.of("type", "http").and("scheme", "bearer").json()));
        return components;
    }
}
