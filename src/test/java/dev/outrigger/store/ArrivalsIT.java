package dev.outrigger.store;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.replica.StoreProbe.patch;
import static dev.outrigger.testing.BlogSchema.item;
import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.replica.ChangeRange;
import dev.outrigger.replica.Clearing.Unsent;
import dev.outrigger.replica.LoggedChange;
import dev.outrigger.replica.StoreProbe;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.testing.BlogSchema;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Many new items are written once, and the log still tells each of them.
class ArrivalsIT {
    private static final int MANY = 300;
    private static final int KEPT = 150;

    private final OpenReplica replica =
            new OpenReplica(BlogSchema.SCHEMA, StoreLimits.usual().with(new Retention(KEPT, null)));

    @AfterEach
    void closeReplica() {
        replica.close();
    }

    private StoreProbe probe() {
        return new StoreProbe(replica.store);
    }

    private static List<RemoteItem> items(String model, String field, int from) {
        return IntStream.range(from, from + MANY)
                .mapToObj(number -> live(1, item(model, "id", "i" + number, field, "T")))
                .toList();
    }

    private long number(String query) throws SQLException {
        try (Connection connection = replica.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(replica.named(query))) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void aBulkLeavesNoCopyOfItsItemsInTheLogUntilOneOfThemIsTouched() throws SQLException {
        // Given
        await(replica.store.apply("Post", items("Post", "title", 0), null));
        assertThat(number("select count(*) from %s._change")).isZero();

        // When
        probe().edit(patch(key("Post", "i299"), "title", "U"));

        // Then
        assertThat(number("select count(*) from %s._change")).isEqualTo(2);
        assertThat(number("select min(seq) from %s._change")).isEqualTo(300);
    }

    @Test
    void twoModelsOfOneTransactionAreTwoRuns() throws SQLException {
        // Given
        List<LoggedChange> heard = new CopyOnWriteArrayList<>();
        replica.store.onCommit(heard::addAll);

        // When
        CompletionStage<?> posts = replica.store.apply("Post", items("Post", "title", 0), null);
        CompletionStage<?> blogs = replica.store.apply("Blog", items("Blog", "name", 0), null);
        await(posts);
        await(blogs);

        // Then
        assertThat(number("select count(*) from %s._arrival")).isBetween(1L, 2L);
        assertThat(await(replica.store.changes(450, MANY))).isEqualTo(heard.subList(450, 600));
    }

    @Test
    void theLogOfABulkOutlivesARestartAndIsCutWhereItsLimitIs() {
        // Given
        List<LoggedChange> heard = new ArrayList<>();
        replica.store.onCommit(heard::addAll);

        // When
        await(replica.store.apply("Post", items("Post", "title", 0), null));
        replica.reopen();

        // Then
        assertThat(await(replica.store.changeRange())).isEqualTo(new ChangeRange(151, 300));
        assertThat(probe().changes()).isEqualTo(heard.subList(150, 300));
        probe().create("Post", "id", "next", "title", "T");
        assertThat(probe().changes())
                .extracting(LoggedChange::seq)
                .containsExactlyElementsOf(LongStream.rangeClosed(151, 301).boxed().toList());
    }

    @Test
    void aReadSeesEveryChangeWhileTheItemsOfABulkAreTouched() {
        // Given
        await(replica.store.apply("Post", items("Post", "title", 0), null));
        List<CompletionStage<?>> edits = new ArrayList<>();

        // When
        for (int number = MANY - KEPT / 2; number < MANY; number++) {
            edits.add(replica.store.edit(patch(key("Post", "i" + number), "title", "U")));
            List<LoggedChange> read = await(replica.store.changes(200, MANY));
            long first = read.getFirst().seq();

            // Then
            assertThat(read)
                    .extracting(LoggedChange::seq)
                    .containsExactlyElementsOf(
                            LongStream.range(first, first + read.size()).boxed().toList());
            assertThat(read.stream().filter(each -> each.seq() <= MANY))
                    .allMatch(each -> "T".equals(each.change().after().item().value("title")));
        }
        edits.forEach(StoreProbe::await);
    }

    @Test
    void nothingOfABulkIsLeftInTheLogAfterAClear() throws SQLException {
        // Given
        await(replica.store.apply("Post", items("Post", "title", 0), null));

        // When
        await(replica.store.clear(Unsent.PROTECTED));

        // Then
        assertThat(number("select count(*) from %s._arrival")).isZero();
        assertThat(probe().changes()).isEmpty();
    }
}
