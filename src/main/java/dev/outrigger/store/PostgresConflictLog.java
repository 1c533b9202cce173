package dev.outrigger.store;

import dev.outrigger.model.ItemKey;
import dev.outrigger.postgres.SqlFragment;
import dev.outrigger.postgres.SqlFragment.Parameter.One;
import dev.outrigger.postgres.SqlType;
import dev.outrigger.replica.ConflictLog;
import dev.outrigger.sync.resolution.Decision;
import dev.outrigger.sync.resolution.RecordedConflict;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// A replica's conflicts in PostgreSQL.
final class PostgresConflictLog implements ConflictLog {
    private final Writer writer;
    private final Readers readers;
    private final ConflictRows rows;
    private final List<Consumer<ItemKey>> listeners = new CopyOnWriteArrayList<>();

    PostgresConflictLog(Writer writer, Readers readers, ReplicaTables tables) {
        this.writer = writer;
        this.readers = readers;
        this.rows = new ConflictRows(tables);
    }

    @Override
    public CompletionStage<Page> list(Listing listing) {
        return readers.read(connection -> list(connection, listing));
    }

    private Page list(Connection connection, Listing listing) throws SQLException {
        List<SqlFragment.Parameter> parameters = new ArrayList<>();
        StringBuilder text = new StringBuilder(rows.select());
        if (listing.model() != null) {
            text.append(" and model = ?");
            parameters.add(new One(SqlType.TEXT, listing.model()));
        }
        if (listing.before() != null) {
            text.append(" and position < ?::bigint");
            parameters.add(new One(SqlType.BIGINT, listing.before()));
        }
        text.append(
                switch (listing.state()) {
                    case ANY -> "";
                    case OPEN -> " and settled_at is null";
                    case SETTLED -> " and settled_at is not null";
                });
        text.append(" order by position desc limit ?::bigint");
        // One more than asked for tells whether there is another page.
        parameters.add(new One(SqlType.BIGINT, listing.limit() + 1L));
        List<RecordedConflict> found = new ArrayList<>();
        List<Long> positions = new ArrayList<>();
        Reads.run(
                connection,
                new SqlFragment(text.toString(), parameters),
                row -> {
                    found.add(rows.read(row));
                    positions.add(ConflictRows.position(row));
                });
        boolean more = found.size() > listing.limit();
        return more
                ? new Page(found.subList(0, listing.limit()), positions.get(listing.limit() - 1))
                : new Page(found, null);
    }

    @Override
    public CompletionStage<Optional<RecordedConflict>> get(String id) {
        return readers.read(connection -> rows.find(connection, id));
    }

    @Override
    public CompletionStage<Counts> counts() {
        String text =
                ("select (select count(*) from %1$s),"
                                + " (select count(*) from %1$s where settled_at is null)")
                        .formatted(rows.table());
        return readers.read(
                connection -> {
                    List<Counts> found = new ArrayList<>();
                    Reads.run(
                            connection,
                            new SqlFragment(text, List.of()),
                            row -> found.add(new Counts(row.getLong(1), row.getLong(2))));
                    return found.getFirst();
                });
    }

    @Override
    public CompletionStage<Answer> decide(RecordedConflict open, Decision decision) {
        return writer.decide(new Operation.DecideConflict(open, decision))
                .thenApply(
                        answer -> {
                            if (answer instanceof Answer.Settled(RecordedConflict conflict)) {
                                listeners.forEach(listener -> listener.accept(conflict.key()));
                            }
                            return answer;
                        });
    }

    @Override
    public void onDecided(Consumer<ItemKey> listener) {
        listeners.add(listener);
    }
}
