package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.predicate.TextSearch;
import dev.outrigger.replica.Observations;
import dev.outrigger.runtime.Lifecycle;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.testing.InMemoryAggregates;
import dev.outrigger.testing.InMemoryClearing;
import dev.outrigger.testing.InMemoryGroupedReads;
import dev.outrigger.testing.InMemoryReplicaProgress;
import dev.outrigger.testing.InMemoryReplicaStore;
import dev.outrigger.testing.StandardSocket;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Subscriptions on `/graphql`, over `graphql-transport-ws`.
@ParameterizedClass
@EnumSource(TestReplica.class)
class GraphQlSubscriptionsIT extends OnEveryReplica {
    private static final String PROTOCOL = "graphql-transport-ws";

    private StandardSocket socket;

    @BeforeEach
    void connect() {
        socket = connected(PROTOCOL);
        socket.send("{\"type\":\"connection_init\"}");
        assertThat(socket.next()).isEqualTo(Map.of("type", "connection_ack"));
    }

    @AfterEach
    void disconnect() {
        socket.close();
    }

    private StandardSocket connected(String protocol) {
        return StandardSocket.connect(
                URI.create("http://127.0.0.1:" + server.port() + "/graphql"), protocol, Map.of());
    }

    private void subscribe(String id, String document) {
        socket.subscribe(id, Map.of("query", document));
    }

    /// The data of the next event, which must be one of this subscription.
    private String event(String id) {
        Map<?, ?> message = socket.next();
        assertThat(message.get("type")).as(message.toString()).isEqualTo("next");
        assertThat(message.get("id")).isEqualTo(id);
        return ((Map<?, ?>) message.get("payload")).get("data").toString();
    }

    /// The answer to this comes after everything that was sent before it, and shows that all frames
    /// of the client were read.
    private void expectNothingElse() {
        socket.send("{\"type\":\"ping\"}");
        assertThat(socket.next()).isEqualTo(Map.of("type", "pong"));
    }

    @Test
    void everyKindOfChangeHasItsSubscription() {
        // Given
        subscribe("1", "subscription { onCreatePost { id title _pending } }");
        subscribe("2", "subscription { onUpdatePost { title comments { items { id } } } }");
        subscribe("3", "subscription { onDeletePost { id _deleted } }");
        expectNothingElse();

        // When
        aPost("p1", 1);
        server.patch("/v1/models/Post/p1", "{\"title\": \"new\"}");
        server.post(
                "/v1/models/Comment", "{\"id\": \"c1\", \"postID\": \"p1\", \"content\": \"x\"}");
        String created = event("1");
        String updated = event("2");
        server.delete("/v1/models/Post/p1");

        // Then
        assertThat(created).isEqualTo("{onCreatePost={id=p1, title=t, _pending=true}}");
        assertThat(updated).startsWith("{onUpdatePost={title=new, comments={items=[");
        assertThat(event("3")).isEqualTo("{onDeletePost={id=p1, _deleted=true}}");
    }

    @Test
    void aSubscriptionMissesNothingOfWhatComesRightAfterIt() {
        // Given
        aPost("before", 1);

        // When
        subscribe("1", "subscription { onCreatePost { id } }");
        subscribe(
                "2",
                "mutation { createPost(input: {id: \"after\", title: \"t\", status: ACTIVE}) { id }"
                        + " }");
        List<String> messages = List.of(socket.nextText(), socket.nextText(), socket.nextText());

        // Then
        assertThat(messages)
                .anySatisfy(
                        message ->
                                assertThat(message)
                                        .contains("\"id\":\"1\"", "onCreatePost", "after"))
                .anySatisfy(message -> assertThat(message).contains("\"id\":\"2\"", "createPost"))
                .contains("{\"id\":\"2\",\"type\":\"complete\"}");
    }

    @Test
    void filtersChooseEventsAsThoseOfTheBackendDo() {
        // Given
        subscribe(
                "1",
                "subscription { onCreatePost(filter: {rating: {gt: 3}, score: {ne: 1}}) { id } }");
        subscribe("2", "subscription { onCreatePost(filter: {rating: {gt: 3}}) { id } }");
        expectNothingElse();

        // When
        aPost("p3", 3);
        aPost("p4", 4);

        // Then
        assertThat(event("2")).isEqualTo("{onCreatePost={id=p4}}");
        // A field without a value passes no test of a subscription, not even ne.
        expectNothingElse();
    }

    @Test
    void completedSubscriptionsAreSilent() {
        // Given
        subscribe("1", "subscription { onCreatePost { id } }");
        subscribe("2", "subscription { onCreatePost { id } }");
        expectNothingElse();
        aPost("p1", 1);
        List<String> first = List.of(event(socket), event(socket));

        // When
        socket.send("{\"type\":\"complete\",\"id\":\"1\"}");
        expectNothingElse();
        aPost("p2", 1);

        // Then
        assertThat(first).containsExactlyInAnyOrder("1 p1", "2 p1");
        assertThat(event("2")).contains("p2");
        expectNothingElse();
    }

    private static String event(StandardSocket socket) {
        Map<?, ?> message = socket.next();
        Map<?, ?> data = (Map<?, ?>) ((Map<?, ?>) message.get("payload")).get("data");
        return message.get("id") + " " + ((Map<?, ?>) data.get("onCreatePost")).get("id");
    }

    @Test
    void documentsThatCannotBeExecutedAreRefusedWithTheirId() {
        // When
        subscribe("1", "subscription { onCreatePost { nothing } }");
        Map<?, ?> refused = socket.next();

        // Then
        assertThat(refused.get("type")).isEqualTo("error");
        assertThat(refused.get("id")).isEqualTo("1");
        assertThat(refused.get("payload").toString()).contains("FieldUndefined");
    }

    @Test
    void subscriptionsByHttpAreRefused() {
        // When
        Map<String, @Nullable Object> error =
                new GraphQlClient(server).error("subscription { onCreatePost { id } }");

        // Then
        assertThat(error).containsEntry("errorType", "BadRequest");
        assertThat(error.get("message").toString()).contains("graphql-transport-ws");
    }

    @Test
    void anotherSubProtocolIsNotSpoken() {
        // When
        StandardSocket other = connected("graphql-ws");

        // Then
        assertThat(other.closeStatus()).isEqualTo(4406);
        other.close();
    }

    @Test
    void whenAnotherUserIsServedTheSocketIsClosedForAnotherTry() {
        // Given
        subscribe("1", "subscription { onCreatePost { id } }");
        expectNothingElse();

        // When
        InMemoryReplicaStore other = new InMemoryReplicaStore(TestSchema.read(), Instant::now);
        Observations observations = new Observations(TestSchema.read(), other);
        InMemoryClearing clearing = new InMemoryClearing(TestSchema.read(), other);
        server.serve(
                        new ServedReplica(
                                TestSchema.read(),
                                TextSearch.nowhere(),
                                SyncPolicies.usual(),
                                other,
                                new InMemoryGroupedReads(other),
                                new InMemoryAggregates(other),
                                new InMemoryReplicaProgress(other),
                                observations,
                                sync,
                                new Lifecycle(sync, other, clearing, observations)))
                .join();

        // Then
        assertThat(socket.closeStatus()).isEqualTo(1012);
    }
}
