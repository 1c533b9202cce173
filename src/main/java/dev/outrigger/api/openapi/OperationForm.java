package dev.outrigger.api.openapi;

import dev.outrigger.api.problem.ProblemType;
import dev.outrigger.api.route.Answer;
import dev.outrigger.api.route.ApiRoute;
import dev.outrigger.api.route.Body;
import dev.outrigger.api.route.Component;
import dev.outrigger.api.route.Content;
import dev.outrigger.api.route.ModelContent;
import dev.outrigger.api.route.QueryParameter;
import dev.outrigger.model.Model;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Words one route as an operation of OpenAPI.
///
/// @param model that the path names, or null for a route without one
record OperationForm(ApiRoute route, @Nullable Model model) {
    private static final String JSON = "application/json";
    private static final String PROBLEM_JSON = "application/problem+json";

    Map<String, Object> form() {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("operationId", named(route.id()));
        form.put("summary", route.summary());
        form.put("tags", List.of(tag()));
        List<Map<String, Object>> parameters = parameters();
        if (!parameters.isEmpty()) {
            form.put("parameters", parameters);
        }
        if (route.body() != null) {
            form.put("requestBody", body(route.body()));
        }
        form.put("responses", responses());
        form.put("security", security());
        return form;
    }

    /// The part of a document's list that it belongs to: a model, or the word behind `/v1/`.
    private String tag() {
        String[] segments = route.path().split("/");
        boolean ofApi = segments[1].equals("v1");
        return model == null ? segments[ofApi ? 2 : 1].replace(".json", "") : model.name();
    }

    private String named(String id) {
        return model == null ? id : id.replace("{Model}", model.name());
    }

    private List<Map<String, Object>> parameters() {
        List<Map<String, Object>> parameters = new ArrayList<>(PathForm.parameters(route, model));
        for (QueryParameter parameter : route.parameters()) {
            Map<String, Object> form = new LinkedHashMap<>();
            form.put("name", parameter.name());
            form.put("in", "query");
            form.put("description", parameter.meaning());
            if (parameter.content() instanceof Content.Inline(Map<String, Object> schema)) {
                form.put("schema", schema);
            } else {
                form.put("content", Map.of(JSON, schema(parameter.content())));
            }
            parameters.add(form);
        }
        route.headers().forEach(header -> parameters.add(HeaderForms.parameter(header)));
        return parameters;
    }

    private Map<String, Object> body(Body body) {
        Map<String, Object> content = new LinkedHashMap<>();
        body.mediaTypes().forEach(type -> content.put(type, schema(body.content())));
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("required", body.presence() == Body.Presence.NEEDED);
        form.put("content", content);
        return form;
    }

    private Map<String, Map<String, Object>> responses() {
        Map<String, Map<String, Object>> responses = new TreeMap<>();
        for (Answer answer : route.answers()) {
            responses.put(Integer.toString(answer.status()), response(answer));
        }
        problems()
                .forEach(
                        (status, types) ->
                                responses.merge(
                                        Integer.toString(status),
                                        problem(status, types),
                                        OperationForm::either));
        return responses;
    }

    private Map<String, Object> response(Answer answer) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("description", answer.meaning());
        Map<String, Object> headers = HeaderForms.of(answer);
        if (!headers.isEmpty()) {
            response.put("headers", headers);
        }
        if (answer.content() != null && answer.mediaType() != null) {
            response.put("content", Map.of(answer.mediaType(), schema(answer.content())));
        }
        return response;
    }

    /// GraphQL answers with a status of problems too, but in a form of its own.
    private static Map<String, Object> either(
            Map<String, Object> answer, Map<String, Object> problem) {
        Map<String, Object> either = new LinkedHashMap<>(answer);
        either.putAll(problem);
        either.put("description", answer.get("description") + "; " + problem.get("description"));
        Map<String, Object> content = new LinkedHashMap<>();
        content.putAll(content(answer));
        content.putAll(content(problem));
        either.put("content", content);
        return either;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> content(Map<String, Object> response) {
        return (Map<String, Object>) response.getOrDefault("content", Map.of());
    }

    private Map<Integer, Set<ProblemType>> problems() {
        Map<Integer, Set<ProblemType>> byStatus = new TreeMap<>();
        for (ProblemType type : route.allProblems()) {
            byStatus.computeIfAbsent(type.status(), _ -> new TreeSet<>()).add(type);
        }
        return byStatus;
    }

    private static Map<String, Object> problem(int status, Set<ProblemType> types) {
        List<Map<String, Object>> forms =
                types.stream().map(type -> Forms.ref(ProblemForms.name(type))).toList();
        Map<String, Object> form = forms.size() == 1 ? forms.getFirst() : Map.of("oneOf", forms);
        Map<String, Object> response = new LinkedHashMap<>();
        response.put(
                "description", String.join(", ", types.stream().map(ProblemType::slug).toList()));
        Map<String, Object> headers = HeaderForms.ofProblems(status);
        if (!headers.isEmpty()) {
            response.put("headers", headers);
        }
        response.put("content", Map.of(PROBLEM_JSON, Map.of("schema", form)));
        return response;
    }

    /// A sidecar on loopback may ask for no token.
    private List<Map<String, Object>> security() {
        return route.scope() == null
                ? List.of()
                : List.of(Map.of(), Map.of(OpenApiDocument.BEARER, List.of(route.scope().word())));
    }

    private Map<String, Object> schema(Content content) {
        return Map.of(
                "schema",
                switch (content) {
                    case Content.Inline(Map<String, Object> schema) -> schema;
                    case Component component -> Forms.ref(component);
                    case ModelContent ofModel -> Forms.ref(ModelForms.name(required(), ofModel));
                });
    }

    private Model required() {
        if (model == null) {
            throw new IllegalStateException(route.path() + " names no model");
        }
        return model;
    }
}
