package dev.outrigger.backend.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.backend.identity.Caller;
import dev.outrigger.backend.identity.Entrance;
import dev.outrigger.backend.identity.Identification;
import dev.outrigger.testing.HeldAuthenticator;
import dev.outrigger.testing.TestBackend;
import dev.outrigger.testing.TestSocket;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// What clients see when it takes a while to find out who they are.
class SlowIdentificationIT {
    private static final Identification KNOWN =
            new Identification.Identified(new Caller.ApiKeyHolder());
    private static final Identification UNKNOWN =
            new Identification.Refused(Identification.Reason.UNKNOWN_KEY);
    private static final String ON_CREATE = "subscription { onCreatePost { id } }";

    private static final HeldAuthenticator AUTHENTICATOR = new HeldAuthenticator();
    private static TestBackend backend;

    @BeforeAll
    static void start() {
        var usual = TestBackend.Setup.usual();
        backend =
                TestBackend.start(
                        "type Post @model { id: ID! title: String }",
                        usual.with(usual.server().withEntrance(Entrance.of(AUTHENTICATOR))));
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    @Test
    void requestWithItsBodyWaitsAndIsAnswered() {
        var answer = CompletableFuture.supplyAsync(() -> create("x".repeat(200_000)));
        AUTHENTICATOR.next().complete(KNOWN);
        assertThat(answer.join().object("createPost")).containsKey("id");
    }

    @Test
    void requestWithItsBodyWaitsAndIsRefused() {
        var answer = CompletableFuture.supplyAsync(() -> create("x".repeat(200_000)));
        AUTHENTICATOR.next().complete(UNKNOWN);
        assertThat(answer.join().status()).isEqualTo(401);
    }

    @Test
    void messagesWaitUntilTheHandshakeIsKnown() {
        try (var socket = backend.realtime()) {
            // Given
            var handshake = AUTHENTICATOR.next();
            socket.send("{\"type\":\"connection_init\"}");
            socket.send("{\"type\":\"dance\"}");

            // When
            handshake.complete(KNOWN);

            // Then
            assertThat(socket.next()).containsEntry("type", "connection_ack");
            assertThat(socket.next()).containsEntry("type", "ka");
            assertThat(socket.next()).containsEntry("type", "error");
        }
    }

    @Test
    void startThatIsStoppedBeforeItIsKnownIsCompletedOnceAndNeverRuns() {
        try (var socket = open()) {
            // Given
            start(socket, "s");
            var first = AUTHENTICATOR.next();

            // When
            socket.send("{\"id\":\"s\",\"type\":\"stop\"}");
            assertThat(socket.next()).isEqualTo(Map.of("id", "s", "type", "complete"));
            first.complete(KNOWN);
            start(socket, "t");
            AUTHENTICATOR.next().complete(KNOWN);

            // Then
            assertThat(socket.next()).isEqualTo(Map.of("id", "t", "type", "start_ack"));
        }
    }

    @Test
    void idIsInUseWhileItsStartIsNotKnown() {
        try (var socket = open()) {
            start(socket, "s");
            start(socket, "s");
            assertThat(socket.next().toString()).contains("DuplicatedOperationError");
            AUTHENTICATOR.next().complete(UNKNOWN);
            assertThat(socket.next().toString()).contains("id=s", "UnauthorizedException");
        }
    }

    private static TestSocket open() {
        TestSocket socket = backend.realtime();
        AUTHENTICATOR.next().complete(KNOWN);
        return socket.initialised();
    }

    private static void start(TestSocket socket, String id) {
        socket.start(id, ON_CREATE, Map.of(), TestBackend.API_KEY);
    }

    private static TestBackend.Answer create(String title) {
        return backend.call(
                "mutation c($t: String) { createPost(input: {title: $t}) { id } }",
                Map.of("t", title));
    }
}
