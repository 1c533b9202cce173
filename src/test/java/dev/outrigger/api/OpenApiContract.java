package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What the document of a server promises, to hold real requests and answers against it.
public final class OpenApiContract {
    private final JsonObject document;
    private final Map<String, Validator> validators = new ConcurrentHashMap<>();

    public OpenApiContract(String document) {
        this.document = new JsonObject(document);
    }

    /// One operation of the document.
    public record Operation(String method, String path, JsonObject json) {}

    /// A request and how it was answered.
    ///
    /// @param target path and query
    /// @param sent its body, or null for none
    /// @param answered the body of the answer
    public record Exchange(
            String method, String target, @Nullable String sent, int status, String answered) {}

    public List<Operation> operations() {
        return document.getJsonObject("paths").stream()
                .flatMap(
                        path ->
                                ((JsonObject) path.getValue())
                                        .stream()
                                                .map(
                                                        method ->
                                                                new Operation(
                                                                        method.getKey(),
                                                                        path.getKey(),
                                                                        (JsonObject)
                                                                                method.getValue())))
                .toList();
    }

    /// Fails unless the request, where it was accepted, and the answer have the forms that the
    /// document tells.
    public void check(Exchange exchange) {
        if (exchange.status() >= 400) {
            checkProblem(exchange);
            return;
        }
        JsonObject operation = operation(exchange.method(), exchange.target()).orElseThrow().json();
        JsonObject response =
                operation
                        .getJsonObject("responses")
                        .getJsonObject(Integer.toString(exchange.status()));
        assertThat(response).as("what is told of " + exchange).isNotNull();
        fits(response, exchange.answered(), "the answer of " + exchange);
        if (exchange.sent() != null && !exchange.sent().isEmpty()) {
            JsonObject body = operation.getJsonObject("requestBody");
            assertThat(body).as("body of " + exchange).isNotNull();
            fits(body, exchange.sent(), "the body of " + exchange);
        }
    }

    /// True when the document tells that this operation may end with this problem.
    public boolean tells(String method, String target, int status, String slug) {
        return operation(method, target)
                .orElseThrow()
                .json()
                .getJsonObject("responses")
                .getJsonObject(Integer.toString(status), new JsonObject())
                .encode()
                .contains("/sidecar.Problem." + slug + "\"");
    }

    private void checkProblem(Exchange exchange) {
        JsonObject problem = new JsonObject(exchange.answered());
        String type = problem.getString("type");
        String name = "sidecar.Problem." + type.substring(type.lastIndexOf(':') + 1);
        fits(
                new JsonObject().put("$ref", "#/components/schemas/" + name),
                problem,
                "the problem of " + exchange);
    }

    /// The operation that takes a request; a path without variables goes before one with them.
    private Optional<Operation> operation(String method, String target) {
        String path = target.split("\\?", 2)[0];
        List<Operation> found =
                operations().stream()
                        .filter(each -> each.method().equals(method.toLowerCase(Locale.ROOT)))
                        .filter(each -> matches(each.path(), path))
                        .toList();
        return found.stream()
                .filter(each -> each.path().equals(path))
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    private static boolean matches(String template, String path) {
        String[] expected = template.split("/", -1);
        String[] segments = path.split("/", -1);
        if (expected.length != segments.length) {
            return false;
        }
        for (int place = 0; place < expected.length; place++) {
            if (!expected[place].startsWith("{") && !expected[place].equals(segments[place])) {
                return false;
            }
        }
        return true;
    }

    private void fits(JsonObject described, String text, String what) {
        JsonObject content = described.getJsonObject("content");
        if (content == null) {
            assertThat(text).as(what).isEmpty();
            return;
        }
        JsonObject media = (JsonObject) content.iterator().next().getValue();
        fits(media.getJsonObject("schema"), value(text), what);
    }

    private void fits(JsonObject schema, @Nullable Object value, String what) {
        Validator validator = validators.computeIfAbsent(schema.encode(), _ -> validator(schema));
        OutputUnit outcome = validator.validate(value);
        assertThat(outcome.getValid())
                .as("%s fits %s: %s", what, schema.encode(), outcome.getErrors())
                .isTrue();
    }

    private Validator validator(JsonObject schema) {
        JsonObject whole = schema.copy().put("components", document.getJsonObject("components"));
        return Validator.create(
                JsonSchema.of(whole),
                new JsonSchemaOptions()
                        .setBaseUri("app://outrigger")
                        .setDraft(Draft.DRAFT202012)
                        .setOutputFormat(OutputFormat.Basic));
    }

    private static @Nullable Object value(String text) {
        try {
            return wrapped(Json.read(text));
        } catch (MalformedJson malformed) {
            throw new AssertionError(text, malformed);
        }
    }

    private static @Nullable Object wrapped(@Nullable Object json) {
        return switch (json) {
            case Map<?, ?> members -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                members.forEach((name, member) -> copy.put((String) name, wrapped(member)));
                yield new JsonObject(copy);
            }
            case List<?> elements ->
                    new JsonArray(
                            Arrays.asList(
                                    elements.stream().map(OpenApiContract::wrapped).toArray()));
            case null -> null;
            case Object other -> other;
        };
    }
}
