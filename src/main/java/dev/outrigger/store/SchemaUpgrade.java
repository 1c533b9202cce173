package dev.outrigger.store;

import dev.outrigger.json.DefaultValue;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.sync.evolution.ItemSuccession;
import dev.outrigger.sync.evolution.ModelChange;
import dev.outrigger.sync.evolution.OutboxSuccession;
import dev.outrigger.sync.evolution.SchemaEvolution;
import dev.outrigger.sync.evolution.SchemaShape;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Brings what a replica holds under an earlier schema under this one, in the transaction of its
/// caller.
///
/// The tables of models that fit get what they lack and lose what nobody reads any more; those of
/// the others are made anew and their items translated, and the backend is asked for all of them.
/// Every pending mutation is said anew, waits, or is stranded.
final class SchemaUpgrade {
    private final Connection connection;
    private final ReplicaSetup setup;
    private final ReplicaTables tables;
    private final SchemaShape earlier;
    private final SchemaEvolution evolution;

    SchemaUpgrade(
            Connection connection, ReplicaSetup setup, ReplicaTables tables, SchemaShape earlier) {
        this.connection = connection;
        this.setup = setup;
        this.tables = tables;
        this.earlier = earlier;
        this.evolution = new SchemaEvolution(earlier, setup.schema(), DefaultValue::of);
    }

    UpgradeReport run() throws SQLException {
        Map<String, ModelChange> changes = evolution.changes();
        for (var change : changes.entrySet()) {
            switch (change.getValue()) {
                case ModelChange.Fits _, ModelChange.Grown _ -> {}
                case ModelChange.Rebuilt _, ModelChange.Rekeyed _ ->
                        table(change.getKey()).setAside();
                case ModelChange.Removed _ -> table(change.getKey()).drop();
            }
        }
        execute(String.join(";\n", tables.createMissing()));
        Map<String, Long> kept = new LinkedHashMap<>();
        Map<String, Map<String, ItemKey>> moved = new LinkedHashMap<>();
        for (var change : changes.entrySet()) {
            String name = change.getKey();
            switch (change.getValue()) {
                case ModelChange.Rebuilt _, ModelChange.Rekeyed _ -> {
                    Model model = setup.schema().required(name);
                    ItemSuccession succession = evolution.items(model);
                    kept.put(name, takeBack(model, succession));
                    moved.put(name, succession.pending());
                }
                case ModelChange.Fits _ -> table(name).dropUnread(tables.of(name).table());
                case ModelChange.Grown _ -> {
                    table(name).dropUnread(tables.of(name).table());
                    table(name).letBeReplaced();
                }
                case ModelChange.Removed _ -> {}
            }
        }
        new CheckpointRows(tables).forget(connection, evolution.pulledAnew());
        new ConflictRows(tables).forget(connection, evolution.takenAnew());
        new ExpressionRows(tables).forgetUnreadable(connection);
        new QuarantineRows(tables).forget(connection, evolution.withoutQuarantine());
        return new UpgradeReport(changes, kept, saidAnew(moved));
    }

    private long takeBack(Model model, ItemSuccession succession) throws SQLException {
        EarlierRows rows = new EarlierRows(model, earlier.keys().get(model.name()));
        return table(model.name()).takeBack(rows, tables.of(model), succession);
    }

    private UpgradeReport.Mutations saidAnew(Map<String, Map<String, ItemKey>> moved)
            throws SQLException {
        OutboxSuccession outbox = evolution.outbox(moved);
        UpgradeReport.Mutations fates =
                new OutboxUpgrade(connection, tables, outbox, stranding()).run();
        Set<ItemKey> released =
                new LetterUpgrade(connection, tables, evolution.letters(moved), stranding()).run();
        if (!evolution.takenAnew().isEmpty() || !outbox.bereft().isEmpty() || !released.isEmpty()) {
            beginLogAnew();
        }
        return fates;
    }

    /// Items have changed without an entry in the log: observers that were behind start again with
    /// a snapshot, and the log goes on with the next number.
    private void beginLogAnew() throws SQLException {
        long newest = new Reads(tables).changeRange(connection).newest();
        new ChangeLogStart(tables).store(connection, newest + 1);
        new ChangeLog(tables).empty(connection);
    }

    private Stranding stranding() {
        return new Stranding(connection, tables, setup.clock().instant());
    }

    private TableUpgrade table(String model) {
        return new TableUpgrade(connection, setup.databaseSchema(), model);
    }

    private void execute(String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
