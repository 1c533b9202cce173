package dev.outrigger.store;

import dev.outrigger.model.ItemKey;
import dev.outrigger.postgres.Pipeline;
import dev.outrigger.postgres.SqlType;
import dev.outrigger.replica.LoggedChange;
import dev.outrigger.sync.pull.Reached;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// Writes the difference between what a transaction found and what it decided.
final class Flush {
    /// COPY has two round trips of its own, which the rows of a few edits are not worth.
    private static final int MANY = 200;

    private final ReplicaTables tables;
    private final OutboxRows outboxRows;
    private final ChangeRows changeRows;
    private final ArrivalRows arrivalRows;
    private final CheckpointRows checkpointRows;
    private final DeadLetterRows letterRows;
    private final ConflictRows conflictRows;
    private final Pipeline pipeline = new Pipeline();

    Flush(ReplicaTables tables) {
        this.tables = tables;
        this.outboxRows = new OutboxRows(tables);
        this.changeRows = new ChangeRows(tables);
        this.arrivalRows = new ArrivalRows(tables);
        this.checkpointRows = new CheckpointRows(tables);
        this.letterRows = new DeadLetterRows(tables);
        this.conflictRows = new ConflictRows(tables);
    }

    /// Copies what is many, and returns the statements that write the rest: the overlay's entries
    /// and changes, how far models were pulled, and what could not be taken in.
    Pipeline prepare(
            Connection connection,
            Overlay overlay,
            Map<String, Reached> reached,
            Quarantining quarantining)
            throws SQLException {
        Difference difference = new Difference();
        overlay.entries().forEach(difference::add);
        arrivalRows.spellOut(pipeline, difference.disturbed());
        for (var inserted : difference.inserted().entrySet()) {
            insert(connection, tables.of(inserted.getKey()), inserted.getValue());
        }
        difference.replaced().forEach((model, rows) -> tables.of(model).replace(pipeline, rows));
        difference.erased().forEach(this::erase);
        writeOutbox(difference);
        Arrivals arrivals = Arrivals.among(overlay);
        arrivalRows.write(pipeline, arrivals.runs());
        writeChanges(connection, arrivals.others());
        checkpointRows.write(pipeline, reached);
        letterRows.write(pipeline, overlay.letters());
        conflictRows.write(pipeline, overlay.conflicts());
        quarantining.write(pipeline);
        return pipeline;
    }

    private void insert(Connection connection, ItemRows of, List<Row> rows) throws SQLException {
        if (rows.size() >= MANY) {
            of.copy(connection, rows);
        } else {
            of.insert(pipeline, rows);
        }
    }

    private void erase(String model, List<ItemKey> keys) {
        ItemRows of = tables.of(model);
        pipeline.update(
                of.deleteByKeys(), (statement, first) -> of.bindKeys(statement, first, keys));
    }

    private void writeOutbox(Difference difference) {
        if (!difference.ended().isEmpty()) {
            pipeline.update(
                    "delete from " + outboxRows.table() + " where id = any(?::bigint[])",
                    (statement, first) -> {
                        SqlType.BIGINT.bindAll(statement, first, difference.ended());
                        return first + 1;
                    });
        }
        outboxRows.insert(pipeline, difference.appended());
        outboxRows.replace(pipeline, difference.rewritten());
    }

    private void writeChanges(Connection connection, List<LoggedChange> changes)
            throws SQLException {
        if (changes.size() >= MANY) {
            changeRows.copy(connection, changes);
        } else {
            changeRows.insert(pipeline, changes);
        }
    }
}
