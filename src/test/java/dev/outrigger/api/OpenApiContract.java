package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.problem.ProblemType;
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

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What the document of a server promises, to hold real requests and answers against it.
public final class OpenApiContract {
    private static final String PROBLEM = "application/problem+json";

    private final JsonObject document;
    private final HeaderContract headers = new HeaderContract();
    private final Map<String, Validator> validators = new ConcurrentHashMap<>();

    public OpenApiContract(String document) {
        this.document = new JsonObject(document);
    }

    /// One operation of the document.
    public record Operation(String method, String path, JsonObject json) {}

    /// A request and how it was answered.
    ///
    /// @param asked method, target and headers
    /// @param sent its body, or null for one that is not known
    public record Exchange(HttpRequest asked, @Nullable String sent, HttpResponse<String> answer) {
        /// Path and query.
        String target() {
            URI uri = asked.uri();
            return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        }

        @Override
        public String toString() {
            return "%s %s %s -> %d %s"
                    .formatted(asked.method(), target(), sent, answer.statusCode(), answer.body());
        }
    }

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
        int status = exchange.answer().statusCode();
        Optional<Operation> found = operation(exchange.asked().method(), exchange.target());
        if (PROBLEM.equals(mediaType(exchange.answer().headers()))) {
            checkProblem(exchange, found);
            return;
        }
        JsonObject operation = found.orElseThrow().json();
        JsonObject response = response(operation, status);
        assertThat(response).as("what is told of " + exchange).isNotNull();
        fits(
                content(response, exchange.answer().headers()),
                exchange.answer().body(),
                "the answer of " + exchange);
        headers.checkRequest(operation, exchange.asked().headers());
        headers.checkAnswer(response, exchange.answer().headers());
        if (exchange.sent() != null && !exchange.sent().isEmpty()) {
            JsonObject body = operation.getJsonObject("requestBody");
            assertThat(body).as("body of " + exchange).isNotNull();
            fits(
                    content(body, exchange.asked().headers()),
                    exchange.sent(),
                    "the body of " + exchange);
        }
    }

    /// Fails unless the document tells of this answer, which goes on as events.
    public void checkStream(HttpRequest asked, HttpResponse<?> answer) {
        JsonObject operation =
                operation(asked.method(), asked.uri().getRawPath()).orElseThrow().json();
        JsonObject response = response(operation, answer.statusCode());
        assertThat(content(response, answer.headers())).isEqualTo(events(operation));
        headers.checkRequest(operation, asked.headers());
        headers.checkAnswer(response, answer.headers());
    }

    /// Fails unless the data of an event has the form that the document tells of them.
    public void checkEvent(HttpRequest asked, Map<String, @Nullable Object> data) {
        JsonObject operation =
                operation(asked.method(), asked.uri().getRawPath()).orElseThrow().json();
        String stream = events(operation).getString("$ref");
        JsonObject form =
                document.getJsonObject("components")
                        .getJsonObject("schemas")
                        .getJsonObject(stream.substring(stream.lastIndexOf('/') + 1));
        fits(form.getJsonObject("contentSchema"), wrapped(data), "the event " + data);
    }

    private static JsonObject events(JsonObject operation) {
        return response(operation, 200)
                .getJsonObject("content")
                .getJsonObject("text/event-stream")
                .getJsonObject("schema");
    }

    /// Fails unless a page may show this for the answer of an operation that did what it was asked.
    public void checkShown(String method, String target, Object json) {
        JsonObject content =
                response(operation(method, target).orElseThrow().json(), 200)
                        .getJsonObject("content");
        fits(
                content.getJsonObject("application/json").getJsonObject("schema"),
                wrapped(json),
                "what is shown of " + method + " " + target);
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

    private static JsonObject response(JsonObject operation, int status) {
        return operation.getJsonObject("responses").getJsonObject(Integer.toString(status));
    }

    private void checkProblem(Exchange exchange, Optional<Operation> operation) {
        JsonObject problem = new JsonObject(exchange.answer().body());
        String type = problem.getString("type");
        String slug = type.substring(type.lastIndexOf(':') + 1);
        String name = "sidecar.Problem." + slug;
        // What is at no path is no part of what an operation tells, though a template may match it.
        if (operation.isPresent() && !slug.equals(ProblemType.ROUTE_UNKNOWN.slug())) {
            int status = exchange.answer().statusCode();
            assertThat(tells(exchange.asked().method(), exchange.target(), status, slug))
                    .as("the document tells %s of %s", slug, exchange)
                    .isTrue();
            headers.checkAnswer(
                    response(operation.get().json(), status), exchange.answer().headers());
        }
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

    /// The schema of what has these headers, or null where no content is told.
    private static @Nullable JsonObject content(JsonObject described, HttpHeaders headers) {
        JsonObject content = described.getJsonObject("content");
        if (content == null) {
            return null;
        }
        String type = mediaType(headers);
        assertThat(content.fieldNames()).as("media types").contains(type);
        return content.getJsonObject(type).getJsonObject("schema");
    }

    private static String mediaType(HttpHeaders headers) {
        return headers.firstValue("content-type").orElse("none").split(";", 2)[0];
    }

    private void fits(@Nullable JsonObject schema, String text, String what) {
        if (schema == null) {
            assertThat(text).as(what).isEmpty();
            return;
        }
        fits(schema, value(text), what);
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
