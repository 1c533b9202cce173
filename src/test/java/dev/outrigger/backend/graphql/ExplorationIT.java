package dev.outrigger.backend.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.graphql.execution.Exploration;
import dev.outrigger.testing.TestBackend;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class ExplorationIT {
    private static final String INTROSPECTION = "{ __schema { queryType { name } } }";
    private static final Pattern SCRIPT = Pattern.compile("src=\"\\.?/?([^\"]+\\.js)\"");

    @Test
    void closedBackendRefusesIntrospectionAndNothingElse() {
        try (TestBackend backend = start(Exploration.CLOSED)) {
            var refused = backend.call(INTROSPECTION);
            assertThat(refused.status()).isEqualTo(200);
            assertThat(refused.errors()).isNotEmpty();
            assertThat(refused.body().get("data")).isNull();

            assertThat(backend.call("{ listPosts { __typename items { id } } }").errors())
                    .isEmpty();
        }
    }

    @Test
    void pageIsThereInDevelopmentWithEverythingItNeeds() throws IOException, InterruptedException {
        try (TestBackend backend = start(Exploration.GRAPHIQL)) {
            // When
            String page = text(backend, "/graphiql/");

            // Then
            assertThat(page).doesNotContain("://cdn", "unpkg", "jsdelivr");
            Matcher script = SCRIPT.matcher(page);
            assertThat(script.find()).isTrue();
            assertThat(text(backend, "/graphiql/" + script.group(1))).contains("graphql");
            assertThat(backend.call(INTROSPECTION).errors()).isEmpty();
        }
    }

    @Test
    void usualBackendHasNoPage() {
        try (TestBackend backend = start(Exploration.INTROSPECTION)) {
            assertThat(backend.get("/graphiql/").status()).isEqualTo(404);
        }
    }

    private static TestBackend start(Exploration exploration) {
        TestBackend.Setup usual = TestBackend.Setup.usual();
        return TestBackend.start(
                "type Post @model { id: ID! title: String }",
                usual.with(usual.server().with(exploration)));
    }

    private static String text(TestBackend backend, String path)
            throws IOException, InterruptedException {
        URI address = backend.endpoint().resolve(path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            var response =
                    client.send(
                            HttpRequest.newBuilder(address).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            return response.body();
        }
    }
}
