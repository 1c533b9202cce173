package dev.outrigger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.outrigger.config.NamedSections;
import dev.outrigger.config.RemoteAuthConfig;
import dev.outrigger.config.RemoteConfig;
import dev.outrigger.config.RemoteCredentials;
import dev.outrigger.config.RemoteMode;
import dev.outrigger.config.Secret;
import dev.outrigger.json.Json;
import dev.outrigger.testing.EveryWayBackend;
import dev.outrigger.testing.Schemas;
import dev.outrigger.testing.StartedParts;
import dev.outrigger.testing.TcpFront;
import dev.outrigger.testing.TestBackend;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/// Users who show the backend tokens of their own, and whose items only they may read.
class UserTokensIT {
    private static final String DOCUMENT =
            """
            type Note @model @auth(rules: [{allow: owner}]) { id: ID! title: String }
            type Memo @model @auth(rules: [{allow: owner}, {allow: public}]) {
              id: ID!
              title: String
            }
            """;
    private static final String SESSION = "/v1/session";

    private final StartedParts started = new StartedParts();
    private final EveryWayBackend backend = started.keep(EveryWayBackend.start(DOCUMENT));
    private final RestartableSidecar sidecar =
            started.keep(new RestartableSidecar(Schemas.of(DOCUMENT)));
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void end() {
        http.shutdownNow();
        started.close();
    }

    private static RemoteConfig at(URI endpoint) {
        return new RemoteConfig(
                endpoint,
                new RemoteAuthConfig(
                        RemoteMode.TOKEN,
                        List.of(),
                        NamedSections.none(),
                        Map.of(RemoteMode.TOKEN, new RemoteCredentials.Token(null))),
                null,
                RemoteConfig.SUBSCRIPTIONS_PER_CONNECTION);
    }

    @Test
    void R8_eachUsersWorkIsDeliveredUnderTheirOwnIdentityAndNoOther() throws Exception {
        // Given
        TcpFront nobody = TcpFront.of(backend.endpoint());
        nobody.close();
        sidecar.start(at(nobody.endpoint()));
        signIn("ann");
        save("of ann");
        sidecar.send("DELETE", SESSION, null);
        Map<String, @Nullable Object> bob = signIn("bob");
        save("of bob");

        // When
        sidecar.start(at(backend.endpoint()));
        Map<String, @Nullable Object> restarted = sidecar.send("GET", SESSION, null);
        await().untilAsserted(() -> assertThat(lastError()).contains("token"));
        Object waiting = unsent();
        signIn("bob");
        await().untilAsserted(() -> assertThat(unsent()).isEqualTo(0));

        // Then
        assertThat(bob).containsEntry("credentials", "session").containsEntry("unsentOfOthers", 1);
        assertThat(restarted)
                .containsEntry("identity", backend.pool().name() + " bob")
                .containsEntry("credentials", "awaited");
        assertThat(waiting).isEqualTo(1);
        assertThat(notesOf("bob")).contains("of bob").doesNotContain("of ann");
        assertThat(notesOf("ann")).doesNotContain("of ");

        // When
        Map<String, @Nullable Object> back = signIn("ann");
        await().untilAsserted(() -> assertThat(unsent()).isEqualTo(0));

        // Then
        assertThat(back).containsEntry("unsentOfOthers", 0);
        assertThat(notesOf("ann")).contains("of ann").doesNotContain("of bob");
        assertThat(notesOf("bob")).contains("of bob").doesNotContain("of ann");
    }

    /// With a key beside the token, as apps have it that let in guests.
    private static RemoteConfig withKey(URI endpoint) {
        return new RemoteConfig(
                endpoint,
                new RemoteAuthConfig(
                        RemoteMode.API_KEY,
                        List.of(RemoteMode.API_KEY, RemoteMode.TOKEN),
                        NamedSections.none(),
                        Map.of(
                                RemoteMode.API_KEY,
                                new RemoteCredentials.ApiKey(new Secret(TestBackend.API_KEY)),
                                RemoteMode.TOKEN,
                                new RemoteCredentials.Token(null))),
                null,
                RemoteConfig.SUBSCRIPTIONS_PER_CONNECTION);
    }

    @Test
    void R8_afterARestartAKeyIsNotShownForAUserWhoseTokenIsAwaited() throws Exception {
        // Given: nobody is in reach while she writes
        TcpFront nobody = TcpFront.of(backend.endpoint());
        nobody.close();
        sidecar.start(withKey(nobody.endpoint()));
        signIn("ann");
        assertThat(sidecar.send("POST", "/v1/models/Memo", Map.of("title", "of ann")))
                .containsKey("id");

        // When
        sidecar.start(withKey(backend.endpoint()));
        await().untilAsserted(() -> assertThat(lastError()).contains("token"));

        // Then
        assertThat(unsent()).isEqualTo(1);

        // When
        signIn("ann");
        await().untilAsserted(() -> assertThat(unsent()).isEqualTo(0));

        // Then
        assertThat(asked("ann", "query { listMemos { items { owner } } }")).contains("ann");
    }

    private String token(String user) {
        return backend.pool().userPoolToken(user, user, Map.of());
    }

    private Map<String, @Nullable Object> signIn(String user) {
        return sidecar.send("PUT", SESSION, Map.of("token", token(user)));
    }

    private void save(String title) {
        assertThat(sidecar.send("POST", "/v1/models/Note", Map.of("title", title)))
                .containsKey("id");
    }

    private @Nullable Object unsent() {
        return ((Map<?, ?>) sidecar.send("GET", "/v1/sync", null).get("outbox")).get("count");
    }

    private String lastError() {
        return String.valueOf(sidecar.send("GET", "/v1/sync", null).get("lastError"));
    }

    /// What the backend shows to this user.
    private String notesOf(String user) throws IOException, InterruptedException {
        return asked(user, "query { listNotes { items { title } } }");
    }

    private String asked(String user, String query) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(backend.endpoint())
                        .header("content-type", "application/json")
                        .header("authorization", token(user))
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        Json.write(Map.of("query", query))))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
