package dev.outrigger.store;

import dev.outrigger.json.DefaultValue;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.postgres.SqlType;
import dev.outrigger.sync.evolution.ItemTranslation;
import dev.outrigger.sync.evolution.ModelChange;
import dev.outrigger.sync.evolution.MutationTranslation;
import dev.outrigger.sync.evolution.SchemaShape;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    private final Map<String, ModelChange> changes;

    SchemaUpgrade(
            Connection connection, ReplicaSetup setup, ReplicaTables tables, SchemaShape earlier) {
        this.connection = connection;
        this.setup = setup;
        this.tables = tables;
        this.earlier = earlier;
        this.changes = earlier.changes(SchemaShape.of(setup.schema()));
    }

    UpgradeReport run() throws SQLException {
        Schema schema = setup.schema();
        for (var change : changes.entrySet()) {
            switch (change.getValue()) {
                case ModelChange.Fits _ -> {}
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
                    TableUpgrade.Moved rows = takeBack(schema.required(name), change.getValue());
                    kept.put(name, rows.kept());
                    moved.put(name, rows.pending());
                }
                case ModelChange.Fits _ -> table(name).dropUnread(tables.of(name).table());
                case ModelChange.Removed _ -> {}
            }
        }
        forgetHistory();
        forgetQuarantined();
        return new UpgradeReport(changes, kept, saidAnew(moved));
    }

    private UpgradeReport.Mutations saidAnew(Map<String, Map<String, ItemKey>> moved)
            throws SQLException {
        UpgradeReport.Mutations fates =
                new OutboxUpgrade(connection, tables, mutations(moved), stranding()).run();
        // The item of a dead letter need not be here, so only those of other keys are looked up.
        Map<String, Map<String, ItemKey>> rekeyed = new LinkedHashMap<>(moved);
        rekeyed.keySet().removeIf(name -> !(changes.get(name) instanceof ModelChange.Rekeyed));
        new LetterUpgrade(connection, tables, mutations(rekeyed), stranding(), items()).run();
        return fates;
    }

    private EarlierMutations mutations(Map<String, Map<String, ItemKey>> moved) {
        return new EarlierMutations(
                setup.schema(),
                changes,
                moved,
                new MutationTranslation(setup.schema(), DefaultValue::of));
    }

    private ItemTranslation items() {
        return new ItemTranslation(setup.schema(), DefaultValue::of);
    }

    private TableUpgrade.Moved takeBack(Model model, ModelChange change) throws SQLException {
        EarlierRows rows = new EarlierRows(model, items(), earlier.keys().get(model.name()));
        return table(model.name()).takeBack(rows, tables.of(model), change);
    }

    /// What the log and the checkpoints say is said of items that are others now. Observers that
    /// were behind start again with a snapshot, and the log goes on with the next number.
    private void forgetHistory() throws SQLException {
        List<String> changed =
                changes.entrySet().stream()
                        .filter(change -> !(change.getValue() instanceof ModelChange.Fits))
                        .map(Map.Entry::getKey)
                        .toList();
        if (changed.isEmpty()) {
            return;
        }
        long newest = new Reads(tables).changeRange(connection).newest();
        new ChangeLogStart(tables).store(connection, newest + 1);
        new ChangeLog(tables).empty(connection);
        new CheckpointRows(tables).forget(connection, changed);
        forgetConflicts(changed);
    }

    /// A mutation whose conflict somebody was to decide meets the backend's item once more.
    private void forgetConflicts(List<String> models) throws SQLException {
        for (String text :
                List.of(
                        "update %s set standing = 'CONTESTED' where standing = 'DISPUTED'"
                                .formatted(tables.own("_outbox")),
                        "delete from %s where true".formatted(tables.own("_conflict")))) {
            try (PreparedStatement statement =
                    connection.prepareStatement(text + " and model = any(?::text[])")) {
                SqlType.TEXT.bindAll(statement, 1, models);
                statement.executeUpdate();
            }
        }
    }

    /// Those of models that are gone concern nobody any more, and an earlier key is no key.
    private void forgetQuarantined() throws SQLException {
        List<String> models =
                changes.entrySet().stream()
                        .filter(
                                change ->
                                        change.getValue() instanceof ModelChange.Removed
                                                || change.getValue() instanceof ModelChange.Rekeyed)
                        .map(Map.Entry::getKey)
                        .toList();
        new QuarantineRows(tables).forget(connection, models);
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
