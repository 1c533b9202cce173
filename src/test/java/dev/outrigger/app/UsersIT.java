package dev.outrigger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.outrigger.api.wire.WriteToken;
import dev.outrigger.config.RemoteConfig;
import dev.outrigger.config.Secret;
import dev.outrigger.config.UsersConfig;
import dev.outrigger.json.Json;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Version;
import dev.outrigger.testing.Schemas;
import dev.outrigger.testing.StartedParts;
import dev.outrigger.testing.TcpFront;
import dev.outrigger.testing.TestBackend;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// Several people who use one sidecar, one after the other.
class UsersIT {
    private static final String SESSION = "/v1/session";

    private final StartedParts started = new StartedParts();
    private final RestartableSidecar sidecar = started.keep(new RestartableSidecar(Schemas.demo()));

    @AfterEach
    void end() {
        started.close();
    }

    private TestBackend backend() {
        return started.keep(TestBackend.start(Schemas.demoDocument()));
    }

    private static RemoteConfig at(URI endpoint) {
        return RemoteConfig.of(endpoint, new Secret(TestBackend.API_KEY));
    }

    @Test
    void R8_workThatIsUnsentAtASignOutIsSealedAndDeliveredWhenItsUserReturns() {
        // Given
        TestBackend backend = backend();
        TcpFront front = TcpFront.of(backend.endpoint());
        front.close();
        sidecar.start(at(front.endpoint()));
        signIn("ann");
        save("a1");
        save("a2");

        // When
        Map<String, @Nullable Object> out = sidecar.send("DELETE", SESSION, null);
        Map<String, @Nullable Object> bob = signIn("bob");
        Set<Object> seenByBob = posts();
        sidecar.start(at(backend.endpoint()));
        save("b1");
        await().untilAsserted(() -> assertThat(unsent()).isEqualTo(0));
        Set<Object> atBackend = titles(backend);

        // Then
        assertThat(out).containsEntry("identity", null).containsEntry("unsentOfOthers", 2);
        assertThat(bob).containsEntry("identity", "bob").containsEntry("unsentOfOthers", 2);
        assertThat(seenByBob).isEmpty();
        assertThat(atBackend).containsExactly("b1");

        // When
        Map<String, @Nullable Object> back = signIn("ann");

        // Then
        assertThat(back).containsEntry("unsentOfOthers", 0);
        await().untilAsserted(() -> assertThat(unsent()).isEqualTo(0));
        assertThat(titles(backend)).containsExactly("a1", "a2", "b1");
    }

    @Test
    void whoWasServedIsServedAgainAfterARestart() {
        // Given
        sidecar.start(null);
        save("of nobody");
        signIn("ann");
        save("of ann");

        // When
        sidecar.start(null);

        // Then
        assertThat(sidecar.send("GET", SESSION, null))
                .isEqualTo(Map.of("identity", "ann", "credentials", "none", "unsentOfOthers", 1));
        assertThat(posts()).containsExactly("of ann");
        sidecar.send("DELETE", SESSION, null);
        assertThat(posts()).containsExactly("of nobody");
    }

    @Test
    void theIssuerBelongsToWhoTheHolderOfATokenIs() {
        // Given
        sidecar.start(null);

        // When
        Map<String, @Nullable Object> here = handOver(Tokens.of("https://one.example", "7"));
        save("of one");
        Map<String, @Nullable Object> there = handOver(Tokens.of("https://two.example", "7"));

        // Then
        assertThat(here).containsEntry("identity", "https://one.example 7");
        assertThat(there).containsEntry("identity", "https://two.example 7");
        assertThat(posts()).isEmpty();
        assertThat(handOver("opaque")).containsEntry("status", 400);
    }

    @Test
    void aUserForWhomThereIsNoRoomChangesNothing() {
        // Given
        sidecar.start(null, new UsersConfig(2, Duration.ofDays(90)));
        signIn("ann");
        save("a1");
        signIn("bob");
        save("b1");

        // When
        Map<String, @Nullable Object> cid = signIn("cid");

        // Then
        assertThat(cid)
                .containsEntry("type", "urn:outrigger:problem:users-too-many")
                .containsEntry("limit", 2);
        assertThat(sidecar.send("GET", SESSION, null)).containsEntry("identity", "bob");
        assertThat(posts()).containsExactly("b1");
    }

    @Test
    void R8_noRequestMeetsTwoReplicasWhileUsersComeAndGo() {
        // Given
        sidecar.start(null);
        List<CompletableFuture<HttpResponse<String>>> saves = new ArrayList<>();

        // When
        for (int turn = 0; turn < 6; turn++) {
            String user = turn % 2 == 0 ? "ann" : "bob";
            var change = sidecar.sendAsync("PUT", SESSION, Map.of("identity", user));
            for (int save = 0; save < 30; save++) {
                Map<String, Object> post = post(turn + "-" + save);
                saves.add(sidecar.sendAsync("POST", "/v1/models/Post", post));
            }
            assertThat(change.join().statusCode()).isEqualTo(200);
        }
        List<Object> accepted =
                saves.stream()
                        .map(CompletableFuture::join)
                        .filter(answer -> answer.statusCode() == 201)
                        .map(answer -> Json.readObject(answer.body()).get("title"))
                        .collect(Collectors.toList());

        // Then
        List<Object> everywhere = new ArrayList<>();
        for (String user : List.of("ann", "bob")) {
            signIn(user);
            everywhere.addAll(posts());
        }
        sidecar.send("DELETE", SESSION, null);
        everywhere.addAll(posts());
        assertThat(accepted).hasSizeGreaterThan(100);
        assertThat(everywhere).containsExactlyInAnyOrderElementsOf(accepted);
    }

    @Test
    void whoWaitsIsAnsweredWhenAnotherUserSignsIn() {
        // Given
        sidecar.start(null);
        String unseen =
                new WriteToken(new ItemKey("Post", List.of("p1")), new Version(7))
                        .text(Schemas.demo().required("Post"));
        var read =
                sidecar.sendAsync(
                        "GET",
                        "/v1/models/Post",
                        Map.of("Outrigger-After", unseen, "Prefer", "wait=60"),
                        null);
        var write =
                sidecar.sendAsync(
                        "POST", "/v1/models/Post", Map.of("Prefer", "wait=60"), post("p"));

        // When: the requests may come before any of these, or between two
        List<String> users = List.of("ann", "bob");
        AtomicInteger turns = new AtomicInteger();
        await().until(
                        () -> {
                            signIn(users.get(turns.getAndIncrement() % users.size()));
                            return read.isDone() && write.isDone();
                        });

        // Then
        assertThat(Json.readObject(read.join().body()))
                .containsEntry("type", "urn:outrigger:problem:session-changed");
        assertThat(write.join().statusCode()).isEqualTo(201);
        assertThat(Json.readObject(write.join().body())).containsEntry("_pending", true);
    }

    @Test
    void whatWasSavedWithoutABackendIsUploadedOnceThereIsOne() {
        // Given
        sidecar.start(null);
        save("t1");
        save("t2");
        Map<String, @Nullable Object> alone = sidecar.send("GET", "/v1/sync", null);

        // When
        TestBackend backend = backend();
        sidecar.start(at(backend.endpoint()));

        // Then
        assertThat(alone).containsEntry("connected", false);
        await().untilAsserted(() -> assertThat(unsent()).isEqualTo(0));
        assertThat(titles(backend)).containsExactly("t1", "t2");
        assertThat(posts()).containsExactly("t1", "t2");
    }

    @Test
    void whoReadsBySqlSeesTheItemsOfWhoeverIsServed() {
        // Given
        sidecar.start(null);
        save("of nobody");
        String titles = "select title from views_phone.post";

        // When
        signIn("ann");
        save("of ann");

        // Then
        assertThat(sidecar.bySql(titles)).containsExactly("of ann");
        sidecar.send("DELETE", SESSION, null);
        assertThat(sidecar.bySql(titles)).containsExactly("of nobody");
    }

    @Test
    void whoReadsBySqlGoesOnSeeingWhoeverIsServedWhenTheNextOneCannotBeRemembered() {
        // Given
        sidecar.start(null);
        signIn("ann");
        save("of ann");
        sidecar.asOwner(
                """
                create function refuse() returns trigger language plpgsql as $$
                begin raise exception 'the disk is full'; end $$;
                create trigger full_disk before update on replica_phone._setting
                for each row execute function refuse()
                """);

        // When
        Map<String, @Nullable Object> bob = signIn("bob");

        // Then
        assertThat(bob).containsEntry("type", "urn:outrigger:problem:user-unusable");
        assertThat(sidecar.send("GET", SESSION, null)).containsEntry("identity", "ann");
        assertThat(sidecar.bySql("select title from views_phone.post")).containsExactly("of ann");

        // When
        sidecar.asOwner("drop trigger full_disk on replica_phone._setting");
        signIn("bob");

        // Then
        assertThat(sidecar.bySql("select title from views_phone.post")).isEmpty();
    }

    private Map<String, @Nullable Object> signIn(String identity) {
        return sidecar.send("PUT", SESSION, Map.of("identity", identity));
    }

    private Map<String, @Nullable Object> handOver(String token) {
        return sidecar.send("PUT", SESSION, Map.of("token", token));
    }

    private void save(String title) {
        assertThat(sidecar.send("POST", "/v1/models/Post", post(title))).containsKey("id");
    }

    private static Map<String, Object> post(String title) {
        return Map.of("title", title, "status", "ACTIVE");
    }

    private @Nullable Object unsent() {
        return ((Map<?, ?>) sidecar.send("GET", "/v1/sync", null).get("outbox")).get("count");
    }

    private Set<Object> posts() {
        return titles(
                (List<?>) sidecar.send("GET", "/v1/models/Post?limit=1000", null).get("items"));
    }

    private static Set<Object> titles(TestBackend backend) {
        return titles(
                (List<?>)
                        backend.call("query { listPosts { items { title } } }")
                                .object("listPosts")
                                .get("items"));
    }

    private static Set<Object> titles(List<?> items) {
        return items.stream()
                .map(item -> (Object) ((Map<?, ?>) item).get("title"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
