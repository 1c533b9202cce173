package dev.outrigger.bench;

import dev.outrigger.json.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/// Sends GraphQL to a backend as Amplify's clients do, one request at a time.
final class BackendClient implements AutoCloseable {
    static final String PATH = "/graphql";

    /// What a DataStore client asks of a sync.
    static final String SYNC =
            """
            query operation($limit: Int, $nextToken: String, $lastSync: AWSTimestamp) {
              syncPosts(limit: $limit, nextToken: $nextToken, lastSync: $lastSync) {
                items { id title status rating tags createdAt updatedAt
                        _version _lastChangedAt _deleted }
                nextToken startedAt } }
            """;

    static final String CREATE =
            """
            mutation operation($input: CreatePostInput!) {
              createPost(input: $input) { id title status rating tags createdAt updatedAt
                                          _version _lastChangedAt _deleted } }
            """;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI endpoint;

    BackendClient(URI backend) {
        this.endpoint = backend.resolve(PATH);
    }

    static String body(String document, Map<String, Object> variables) {
        return Json.write(Map.of("query", document, "variables", variables));
    }

    /// A post that the backend gives an id.
    static String create() {
        return body(CREATE, Map.of("input", Json.readObject(PostRows.BODY)));
    }

    /// The answer's text.
    ///
    /// @throws IllegalStateException when it holds an error
    String post(String body) {
        HttpRequest request =
                HttpRequest.newBuilder(endpoint)
                        .header("content-type", "application/json")
                        .header("x-api-key", Rig.API_KEY)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200 || answer.body().contains("\"errors\"")) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
