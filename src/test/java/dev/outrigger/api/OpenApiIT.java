package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.OpenApiContract.Operation;
import dev.outrigger.api.problem.ProblemType;
import dev.outrigger.api.rest.Connections;
import dev.outrigger.api.route.ApiRoute;
import dev.outrigger.predicate.TextSearch;
import dev.outrigger.replica.Observations;
import dev.outrigger.runtime.Lifecycle;
import dev.outrigger.sync.SyncPolicies;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.contract.OpenAPIVersion;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

class OpenApiIT {
    private final Vertx vertx = Vertx.vertx();
    private final TestReplica.Opened opened = TestReplica.IN_MEMORY.open();
    private ApiServer server;

    @BeforeEach
    void open() {
        server =
                new ApiServer(opened.parts(), new FakeSyncControl(), ApiSettings.loopback(0))
                        .holdingToTheDocument();
    }

    @AfterEach
    void close() {
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void theDocumentIsOneOfOpenApi31() {
        JsonObject document = new JsonObject(server.read("/openapi.json"));

        OutputUnit outcome =
                await(
                        OpenAPIVersion.V3_1
                                .getRepository(vertx, "app://outrigger")
                                .compose(
                                        repository ->
                                                OpenAPIVersion.V3_1.validateContract(
                                                        vertx, repository, document))
                                .toCompletionStage());

        assertThat(outcome.getValid()).as(String.valueOf(outcome.getErrors())).isTrue();
    }

    @Test
    void everyMountedRouteIsInTheDocumentAndTheReverse() {
        FakeSyncControl sync = new FakeSyncControl();
        Observations observations = new Observations(TestSchema.read(), opened.store());
        ServedReplica replica =
                new ServedReplica(
                        TestSchema.read(),
                        TextSearch.nowhere(),
                        SyncPolicies.usual(),
                        opened.store(),
                        opened.parts().groups(),
                        opened.parts().aggregates(),
                        opened.parts().progress(),
                        observations,
                        sync,
                        new Lifecycle(
                                sync, opened.store(), opened.parts().clearing(), observations));

        Set<String> mounted =
                await(
                        vertx.<Set<String>>executeBlocking(() -> mounted(replica))
                                .toCompletionStage());

        Set<String> documented = new TreeSet<>();
        for (Operation operation : contract().operations()) {
            documented.add(
                    operation.method().toUpperCase(Locale.ROOT) + " " + general(operation.path()));
        }
        assertThat(documented).isEqualTo(mounted).hasSizeGreaterThan(40);
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryOperationHasItsOwnName() {
        JsonObject document = new JsonObject(server.read("/openapi.json"));
        Set<String> schemas =
                document.getJsonObject("components").getJsonObject("schemas").fieldNames();

        List<String> references =
                Arrays.stream(document.encode().split("\"\\$ref\":\"#/components/schemas/"))
                        .skip(1)
                        .map(rest -> rest.substring(0, rest.indexOf('"')))
                        .toList();
        List<String> names =
                contract().operations().stream()
                        .map(operation -> operation.json().getString("operationId"))
                        .toList();

        assertThat(schemas).containsAll(references);
        assertThat(names).doesNotHaveDuplicates();
        assertThat(schemas)
                .containsAll(
                        Arrays.stream(ProblemType.values())
                                .map(type -> "sidecar.Problem." + type.slug())
                                .toList());
    }

    @Test
    void aModelIsToldWithItsFieldsItsKeyAndItsFilters() {
        JsonObject document = new JsonObject(server.read("/openapi.json"));
        JsonObject schemas = document.getJsonObject("components").getJsonObject("schemas");

        assertThat(document.getJsonObject("paths").fieldNames())
                .contains("/v1/models/Inventory/{productId}/{warehouse}/{name}");
        assertThat(schemas.getJsonObject("Post").getJsonObject("properties").fieldNames())
                .contains("title", "rating", "_version", "_lastChangedAt", "_pending");
        assertThat(schemas.getJsonObject("Post.Filter").getJsonObject("properties").fieldNames())
                .contains("and", "rating", "comments");
        assertThat(schemas.getJsonObject("Post.Condition").getJsonObject("properties").fieldNames())
                .contains("rating")
                .doesNotContain("comments");
        assertThat(
                        schemas.getJsonObject("sidecar.Test.Int")
                                .getJsonObject("properties")
                                .fieldNames())
                .contains("gt", "between")
                .doesNotContain("beginsWith", "contains");
        assertThat(schemas.getJsonObject("PostStatus").getJsonArray("enum"))
                .containsExactly("ACTIVE", "INACTIVE");
    }

    @Test
    void theProblemsOfARequestAreThoseThatItsRouteTells() {
        String post = OnEveryReplica.post("p1", 3);
        server.post("/v1/models/Post", post);

        told("POST", "/v1/models/Post", server.post("/v1/models/Post", post));
        told("POST", "/v1/models/Post", server.post("/v1/models/Post", "{}"));
        told("POST", "/v1/models/Post", server.post("/v1/models/Post", "[]"));
        told("POST", "/v1/models/Post", server.post("/v1/models/Post", "{"));
        told("GET", "/v1/models/Post", server.get("/v1/models/Post?limit=0"));
        told("GET", "/v1/models/Post", server.get("/v1/models/Post?cursor=made-up"));
        told("GET", "/v1/models/Post", server.get("/v1/models/Post?filter=%7B%22no%22%3A1%7D"));
        told("GET", "/v1/models/Post", server.get("/v1/models/Post?nothing=1"));
        told("GET", "/v1/models/Post/p2", server.get("/v1/models/Post/p2"));
        told("PATCH", "/v1/models/Post/p2", server.patch("/v1/models/Post/p2", "{}"));
        told("PATCH", "/v1/models/Post/p1", server.patch("/v1/models/Post/p1?ifVersion=7", "{}"));
        told("DELETE", "/v1/models/Post", server.delete("/v1/models/Post"));
        told("GET", "/v1/outbox/99", server.get("/v1/outbox/99"));
        told("GET", "/v1/dead-letters/99", server.get("/v1/dead-letters/99"));
        told("GET", "/v1/conflicts/9-9", server.get("/v1/conflicts/9-9"));
        told("GET", "/v1/stranded/99", server.get("/v1/stranded/99"));
        told("GET", "/v1/quarantine/99", server.get("/v1/quarantine/99"));
        told("PUT", "/v1/session", server.put("/v1/session", "{}"));
        told("POST", "/v1/clear", server.post("/v1/clear", ""));
        told("GET", "/v1/observe", server.get("/v1/observe"));
    }

    private void told(String method, String path, ApiServer.Answer answer) {
        String type = String.valueOf(answer.get("type"));
        String slug = type.substring(type.lastIndexOf(':') + 1);
        assertThat(contract().tells(method, path, answer.status(), slug))
                .as("%s %s tells of %s %s", method, path, answer.status(), slug)
                .isTrue();
    }

    @Test
    void thePageAsksNothingOfAnotherOrigin() {
        var page = server.sendText(server.request("/docs").GET());

        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(
                        policy ->
                                assertThat(policy)
                                        .startsWith("default-src 'none'")
                                        .doesNotContain("unsafe", "http"));
        assertThat(page.body()).doesNotContain("http:", "https:", "<style", "onclick");
        List<String> files =
                Arrays.stream(page.body().split("(?:src|href)=\""))
                        .skip(1)
                        .map(rest -> rest.substring(0, rest.indexOf('"')))
                        .toList();
        assertThat(files)
                .hasSize(3)
                .allSatisfy(
                        file ->
                                assertThat(server.sendText(server.request(file).GET()).statusCode())
                                        .isEqualTo(200));
    }

    private Set<String> mounted(ServedReplica replica) {
        ApiSettings settings = ApiSettings.loopback(0);
        ConnectionLimits limits = settings.limits().connecting();
        Connections connections =
                new Connections(
                        new Connections.Limits(
                                limits.connections(),
                                limits.requestTimeout(),
                                limits.idleTimeout()),
                        System::nanoTime);
        ReplicaFront front =
                new ReplicaFront(
                        new ReplicaFront.Common(vertx, settings, new FakeSessions(), connections),
                        replica);
        Set<String> mounted = new TreeSet<>();
        for (Route route : front.routes()) {
            Set<HttpMethod> methods = route.methods();
            boolean gate = route.getPath() == null && (methods == null || methods.isEmpty());
            if (!gate) {
                ApiRoute declared = route.getMetadata(ApiRoute.class.getName());
                assertThat(declared).as("what %s declares", route).isNotNull();
                mounted.add(declared.method().name() + " " + declared.path());
            }
        }
        return mounted;
    }

    /// The path of the route that a path of the document is made from.
    private static String general(String path) {
        String general = path;
        for (String model : List.of("Post", "Comment", "Inventory")) {
            general =
                    general.replaceFirst(
                            "(/v1/models|/v1/sync/expressions)/" + model + "(?=/|$)", "$1/{Model}");
        }
        return general.replaceFirst("(/v1/models/\\{Model})/\\{.+}(/undelete)?$", "$1/{key}$2");
    }

    private OpenApiContract contract() {
        return new OpenApiContract(server.read("/openapi.json"));
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
