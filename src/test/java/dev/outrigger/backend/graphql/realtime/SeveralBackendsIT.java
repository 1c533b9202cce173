package dev.outrigger.backend.graphql.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.PlainSql;
import dev.outrigger.testing.TestBackend;
import dev.outrigger.testing.TestSocket;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Two backends on one database, and somebody who writes there by SQL.
class SeveralBackendsIT {
    private static final String SCHEMA = "type Post @model { id: ID! title: String! }";
    private static final String ON_CREATE =
            "subscription operation { onCreatePost { id title _version _deleted } }";

    private static TestBackend here;
    private static TestBackend there;
    private static PlainSql sql;

    @BeforeAll
    static void start() {
        var setup = TestBackend.Setup.usual();
        here = TestBackend.start(SCHEMA, setup);
        there = TestBackend.start(SCHEMA, setup);
        sql = PlainSql.on(setup.url());
    }

    @AfterAll
    static void stop() {
        sql.close();
        here.close();
        there.close();
    }

    @BeforeEach
    void empty() {
        try (TestSocket one = subscriber(here);
                TestSocket other = subscriber(there)) {
            sql.run("delete from backend.post");
            sql.run("insert into backend.post (id, title) values ('last', 'A')");
            sql.run("delete from backend.post where id = 'last'");
            awaitLast(one);
            awaitLast(other);
        }
    }

    /// What tests before did is told to whoever subscribes before it was.
    private static void awaitLast(TestSocket socket) {
        String told;
        do {
            told = events(socket, 1).getFirst();
        } while (!told.startsWith("delete last "));
    }

    @Test
    void mutationThroughOneReachesTheSubscribersOfTheOther() {
        try (TestSocket socket = subscriber(here)) {
            // When
            create(there, "m");
            call(there, "updatePost(input: {id: \"m\", title: \"B\", _version: 1})");
            call(there, "deletePost(input: {id: \"m\", _version: 2})");

            // Then
            assertThat(events(socket, 3))
                    .containsExactly("create m A 1 null", "update m B 2 null", "delete m B 3 true");
        }
    }

    @Test
    void statementOfPlainSqlReachesTheSubscribersOfBoth() {
        try (TestSocket one = subscriber(here);
                TestSocket other = subscriber(there)) {
            // When
            sql.run("begin");
            sql.run("insert into backend.post (id, title) values ('s1', 'A'), ('s2', 'A')");
            sql.run("update backend.post set title = 'x'");
            sql.run("delete from backend.post where id = 's1'");
            sql.run("commit");

            // Then
            List<String> told =
                    List.of(
                            "create s1 A 1 null",
                            "create s2 A 1 null",
                            "update s1 x 2 null",
                            "update s2 x 2 null",
                            "delete s1 x 3 true");
            assertThat(events(one, 5)).isEqualTo(told);
            assertThat(events(other, 5)).isEqualTo(told);
        }
    }

    @Test
    void eachWriteIsToldOnceAndInCommitOrderWhoeverWrites() {
        int rounds = 40;
        try (TestSocket one = subscriber(here);
                TestSocket other = subscriber(there)) {
            long before = newest();

            // When
            CompletableFuture.allOf(
                            CompletableFuture.runAsync(() -> createMany(here, "h", rounds)),
                            CompletableFuture.runAsync(() -> createMany(there, "t", rounds)),
                            CompletableFuture.runAsync(() -> insertMany(rounds)))
                    .join();

            // Then
            List<String> committed =
                    sql.rows(
                            "select 'create ' || key || ' A ' || version || ' null'"
                                    + " from backend._delta where seq > "
                                    + before
                                    + " order by seq");
            assertThat(committed).hasSize(3 * rounds);
            assertThat(events(one, committed.size())).isEqualTo(committed);
            assertThat(events(other, committed.size())).isEqualTo(committed);
        }
    }

    @Test
    void loseNoEventWhenTheirListeningConnectionsAreEnded() {
        try (TestSocket socket = subscriber(here)) {
            // When
            sql.rows(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname ="
                            + " current_database() and application_name ="
                            + " 'outrigger-backend-feed'");
            for (int number = 0; number < 20; number++) {
                create(there, "k" + number);
            }

            // Then
            List<String> expected = new ArrayList<>();
            for (int number = 0; number < 20; number++) {
                expected.add("create k" + number + " A 1 null");
            }
            assertThat(events(socket, 20)).isEqualTo(expected);
        }
    }

    @Test
    void loseNoEventWhenANotificationIsLost() {
        try (TestSocket socket = subscriber(here)) {
            // When: as a writer of its own, which notifies nobody
            sql.run("begin");
            sql.run("select set_config('outrigger.writer', 'on', true)");
            sql.run("insert into backend.post values ('q', 'A', null, null, 1, 1, false)");
            sql.run(record(newest() + 1, "q"));
            sql.run("commit");

            // Then
            assertThat(events(socket, 1)).containsExactly("create q A 1 null");
        }
    }

    @Test
    void subscribersAreSentToSyncWhenRecordsWerePrunedBeforeTheyWereTold() {
        try (TestSocket one = subscriber(here);
                TestSocket other = subscriber(there)) {
            sql.run(record(newest() + 3, "far"));
            assertThat(one.closeStatus()).isEqualTo(1013);
            assertThat(other.closeStatus()).isEqualTo(1013);
        }
    }

    private static String record(long seq, String id) {
        return """
        insert into backend._delta values (%1$d, 'Post', '%2$s', 1,
            (select max(changed_at) from backend._delta), false,
            '{"id": "%2$s", "title": "A"}', 'CREATE')
        """
                .formatted(seq, id);
    }

    private static long newest() {
        return Long.parseLong(sql.rows("select max(seq) from backend._delta").getFirst());
    }

    private static void createMany(TestBackend backend, String prefix, int count) {
        for (int number = 0; number < count; number++) {
            create(backend, prefix + number);
        }
    }

    private static void insertMany(int count) {
        try (PlainSql session = PlainSql.on(here.databaseUrl())) {
            for (int number = 0; number < count; number++) {
                session.run("insert into backend.post (id, title) values ('i" + number + "', 'A')");
            }
        }
    }

    private static void create(TestBackend backend, String id) {
        call(backend, "createPost(input: {id: \"%s\", title: \"A\"})".formatted(id));
    }

    private static void call(TestBackend backend, String mutation) {
        var answer = backend.call("mutation { " + mutation + " { id title _version _deleted } }");
        assertThat(answer.errors()).isEmpty();
    }

    private static TestSocket subscriber(TestBackend backend) {
        return backend.realtime()
                .initialised()
                .subscribed("create", ON_CREATE)
                .subscribed("update", ON_CREATE.replace("onCreate", "onUpdate"))
                .subscribed("delete", ON_CREATE.replace("onCreate", "onDelete"));
    }

    /// The next events as `subscription id title version deleted`.
    private static List<String> events(TestSocket socket, int count) {
        return socket.next(count).stream().map(SeveralBackendsIT::event).toList();
    }

    private static String event(Map<String, Object> frame) {
        Map<?, ?> data = (Map<?, ?>) ((Map<?, ?>) frame.get("payload")).get("data");
        Map<?, ?> item = (Map<?, ?>) data.values().iterator().next();
        return "%s %s %s %s %s"
                .formatted(
                        frame.get("id"),
                        item.get("id"),
                        item.get("title"),
                        item.get("_version"),
                        item.get("_deleted"));
    }
}
