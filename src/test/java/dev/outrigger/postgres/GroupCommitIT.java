package dev.outrigger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.outrigger.postgres.WriteFailure.DatabaseUnavailable;
import dev.outrigger.postgres.WriteFailure.Outcome;
import dev.outrigger.postgres.WriteFailure.QueueFull;
import dev.outrigger.postgres.WriteFailure.Rejected;
import dev.outrigger.postgres.WriteFailure.WriterClosed;
import dev.outrigger.testing.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GroupCommitIT {
    private final Database database = Database.open(TestDatabase.fresh("group_commit"));
    private final Notes notes = new Notes();

    @BeforeEach
    void createTable() throws SQLException {
        run("create table note (id int primary key check (id >= 0), seq int not null unique)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void commitsWhatWaitsAsOneTransactionAndAnswersInOrder() throws SQLException {
        // Given
        var answered = new CopyOnWriteArrayList<Integer>();
        try (var writer = start(GroupCommit.Settings.named("notes"))) {
            CountDownLatch busy = notes.hold();
            CompletableFuture<Integer> first = writer.submit(0);
            awaitHeld();
            List<CompletableFuture<Integer>> waiting =
                    IntStream.rangeClosed(1, 300)
                            .mapToObj(
                                    id ->
                                            writer.submit(id)
                                                    .whenComplete((seq, _) -> answered.add(seq)))
                            .toList();

            // When
            busy.countDown();
            first.join();
            waiting.forEach(CompletableFuture::join);

            // Then
            assertThat(notes.groups).containsExactly(1, 256, 44);
            assertThat(ask("select count(distinct xmin::text) from note")).isEqualTo("3");
            assertThat(answered).isSorted().hasSize(300);
            assertThat(notes.published).isSorted().hasSize(301);
        }
    }

    @Test
    void writesTheOthersWhenOneOperationCannotBeWritten() throws SQLException {
        // Given
        try (var writer = start(GroupCommit.Settings.named("notes"))) {
            CountDownLatch busy = notes.hold();
            writer.submit(0);
            awaitHeld();
            List<CompletableFuture<Integer>> group =
                    List.of(writer.submit(1), writer.submit(-7), writer.submit(2));

            // When
            busy.countDown();

            // Then
            assertThat(group.get(0).join()).isEqualTo(2);
            assertThat(failureOf(group.get(1)))
                    .isInstanceOf(Rejected.class)
                    .hasCauseInstanceOf(SQLException.class);
            assertThat(group.get(2).join()).isEqualTo(3);
            assertThat(ask("select string_agg(id || ':' || seq, ' ' order by seq) from note"))
                    .isEqualTo("0:1 1:2 2:3");
            assertThat(notes.published).containsExactly(1, 2, 3);
        }
    }

    @Test
    void rejectsTheOperationThatMakesTheBatchThrow() {
        // Given
        try (var writer = start(GroupCommit.Settings.named("notes"))) {
            // When
            var broken = writer.submit(Notes.BUG);

            // Then
            assertThat(failureOf(broken))
                    .isInstanceOf(Rejected.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
            assertThat(writer.submit(1).join()).isEqualTo(1);
        }
    }

    @Test
    void rejectsTheOperationThatTheCommitRefuses() throws SQLException {
        // Given
        run("create table parent (id int primary key)");
        run(
                "alter table note add foreign key (id) references parent"
                        + " deferrable initially deferred");
        run("insert into parent values (1)");
        try (var writer = start(GroupCommit.Settings.named("notes"))) {
            // When
            var orphan = writer.submit(5);
            var child = writer.submit(1);

            // Then
            assertThat(failureOf(orphan)).isInstanceOf(Rejected.class);
            assertThat(child.join()).isEqualTo(1);
        }
    }

    @Test
    void refusesAtOnceWhatDoesNotFitIntoTheQueue() {
        // Given
        var settings = new GroupCommit.Settings("notes", 2, 256, Duration.ofSeconds(5), "");
        try (var writer = start(settings)) {
            CountDownLatch busy = notes.hold();
            writer.submit(0);
            awaitHeld();
            var fitting = List.of(writer.submit(1), writer.submit(2));

            // When
            var excess = writer.submit(3);

            // Then
            assertThat(excess).isCompletedExceptionally();
            assertThat(failureOf(excess)).isInstanceOf(QueueFull.class);
            busy.countDown();
            fitting.forEach(CompletableFuture::join);
        }
    }

    @Test
    void writesOverAFreshConnectionWhenTheIdleOneWasClosed() throws SQLException {
        // Given
        try (var writer = start(GroupCommit.Settings.named("notes"))) {
            writer.submit(1).join();
            terminateWriter();

            // When
            var next = writer.submit(2);

            // Then
            assertThat(next.join()).isEqualTo(2);
        }
    }

    @Test
    void losesNoAcknowledgedWriteWhenItsConnectionIsTerminatedUnderLoad() throws Exception {
        // Given
        var acknowledged = new ArrayList<Integer>();
        var notStored = new ArrayList<Integer>();
        try (var writer = start(GroupCommit.Settings.named("notes"))) {
            int id = 0;
            // When
            for (int round = 0; round < 20; round++) {
                var group = new ArrayList<CompletableFuture<Integer>>();
                int first = id;
                for (; id < first + 500; id++) {
                    group.add(writer.submit(id));
                }
                group.get(round * 20).handle((_, _) -> "begun").join();
                terminateWriter();
                for (int index = 0; index < group.size(); index++) {
                    sort(first + index, group.get(index), acknowledged, notStored);
                }
            }
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !writer.submit(Integer.MAX_VALUE).isCompletedExceptionally());
        }

        // Then
        Set<Integer> stored = storedIds();
        assertThat(acknowledged).isNotEmpty();
        assertThat(stored).containsAll(acknowledged);
        assertThat(notStored).noneMatch(stored::contains);
        assertThat(notes.published).isSorted().doesNotHaveDuplicates();
    }

    private static void sort(
            int id,
            CompletableFuture<Integer> result,
            List<Integer> acknowledged,
            List<Integer> notStored) {
        Throwable failure = result.handle((_, thrown) -> thrown).join();
        if (failure == null) {
            acknowledged.add(id);
        } else if (failure instanceof DatabaseUnavailable gone
                && gone.outcome() == Outcome.NOT_STORED) {
            notStored.add(id);
        } else {
            assertThat(failure).isInstanceOf(DatabaseUnavailable.class);
        }
    }

    @Test
    void neitherAnswersNorRepeatsAnOperationWhoseCommitIsLost() throws SQLException {
        // Given
        var attempts = new ArrayList<Integer>();
        var source = new CommitLosingSource(database.unpooled("notes"));
        try (var writer =
                GroupCommit.start(
                        GroupCommit.Settings.named("notes"),
                        source,
                        notes.countingAttempts(attempts))) {
            source.loseNextCommit();

            // When
            var lost = writer.submit(1);

            // Then
            assertThat(failureOf(lost))
                    .isInstanceOfSatisfying(
                            DatabaseUnavailable.class,
                            failure -> assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN));
            assertThat(attempts).containsExactly(1);
            assertThat(writer.submit(2).join()).isEqualTo(2);
            assertThat(storedIds()).containsExactlyInAnyOrder(1, 2);
        }
    }

    @Test
    void refusesAtOnceWhileThereIsNoDatabaseAndRecoversByItself() throws SQLException {
        // Given
        String name = ask("select current_database()");
        try (var admin = Database.open(TestDatabase.fresh("admin"));
                var writer = start(GroupCommit.Settings.named("notes"))) {
            writer.submit(1).join();
            run(admin, "alter database " + name + " with allow_connections false");
            run(
                    admin,
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                            + name
                            + "'");

            // When
            var during = writer.submit(2);

            // Then
            assertThat(failureOf(during)).isInstanceOf(DatabaseUnavailable.class);
            run(admin, "alter database " + name + " with allow_connections true");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> writer.submit(3).handle((_, failure) -> failure == null).join());
            assertThat(storedIds()).containsExactlyInAnyOrder(1, 3);
        }
    }

    @Test
    void writesWhatWaitsBeforeItCloses() throws SQLException {
        // Given
        var writer = start(GroupCommit.Settings.named("notes"));
        CountDownLatch busy = notes.hold();
        writer.submit(0);
        awaitHeld();
        var waiting = writer.submit(1);

        // When
        busy.countDown();
        writer.close();

        // Then
        assertThat(waiting).isCompletedWithValue(2);
        assertThat(failureOf(writer.submit(2))).isInstanceOf(WriterClosed.class);
        assertThat(storedIds()).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void givesUpOnAHangingStatementWhenItsCloseLimitIsOver() throws SQLException {
        // Given
        var settings = new GroupCommit.Settings("notes", 10, 1, Duration.ofMillis(200), "");
        var writer = start(settings);
        writer.submit(1).join();
        try (Connection blocker = database.unpooled("blocker").getConnection()) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("lock table note");
            var hanging = writer.submit(2);
            await().until(() -> ask("select count(*) from pg_locks where not granted").equals("1"));
            var waiting = writer.submit(3);

            // When
            writer.close();

            // Then
            assertThat(failureOf(waiting)).isInstanceOf(WriterClosed.class);
            assertThat(failureOf(hanging)).isInstanceOf(DatabaseUnavailable.class);
        }
    }

    private GroupCommit<Integer, Integer> start(GroupCommit.Settings settings) {
        return GroupCommit.start(settings, database.unpooled("notes"), notes);
    }

    private void awaitHeld() {
        await().until(notes::isHeld);
    }

    private static Throwable failureOf(CompletableFuture<?> future) {
        try {
            return new AssertionError("completed with " + future.join());
        } catch (CompletionException failure) {
            return failure.getCause();
        }
    }

    private void terminateWriter() throws SQLException {
        run(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where application_name = 'notes'");
    }

    private Set<Integer> storedIds() throws SQLException {
        try (var connection = database.unpooled("test").getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select id from note")) {
            var ids = new HashSet<Integer>();
            while (rows.next()) {
                ids.add(rows.getInt(1));
            }
            return ids;
        }
    }

    private void run(String sql) throws SQLException {
        run(database, sql);
    }

    private static void run(Database on, String sql) throws SQLException {
        try (var connection = on.unpooled("test").getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String ask(String sql) throws SQLException {
        try (var connection = database.unpooled("test").getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
