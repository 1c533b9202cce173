package dev.outrigger.store;

import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.postgres.Database;
import dev.outrigger.postgres.GroupCommit;
import dev.outrigger.postgres.IndexPlans;
import dev.outrigger.postgres.Migrations;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.replica.Aggregates;
import dev.outrigger.replica.ChangeRange;
import dev.outrigger.replica.Clearing;
import dev.outrigger.replica.ConflictLog;
import dev.outrigger.replica.DeadLetters;
import dev.outrigger.replica.GroupedReads;
import dev.outrigger.replica.KeyInventory;
import dev.outrigger.replica.LoggedChange;
import dev.outrigger.replica.OutboxSummary;
import dev.outrigger.replica.Quarantine;
import dev.outrigger.replica.Query;
import dev.outrigger.replica.ReadItem;
import dev.outrigger.replica.ReplicaProgress;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.replica.Screen;
import dev.outrigger.replica.SelectiveSync;
import dev.outrigger.replica.StrandedMutations;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.UnreadItem;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.EditRules;
import dev.outrigger.sync.edit.Refusal;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.sync.pull.Checkpoints;
import dev.outrigger.sync.pull.Reached;
import dev.outrigger.sync.push.Claimed;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.sync.reconcile.Applied;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import javax.sql.DataSource;

/// A replica in PostgreSQL. One process at a time has it open.
public final class PostgresReplicaStore implements ReplicaStore, Clearing, AutoCloseable {
    static final String MIGRATIONS = "dev/outrigger/store/migrations";
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final ReplicaTables tables;
    private final CommitListeners listeners = new CommitListeners();
    private final Writer writer;
    private final Upkeep upkeep;
    private final Readers readers;
    private final KeyedReads keyedReads;
    private final Reads reads;
    private final DeadLetters deadLetters;
    private final ConflictLog conflicts;
    private final SelectiveSync selectiveSync;
    private final PostgresReplicaProgress progress;
    private final SearchIndexes searchIndexes;
    private final List<DataSource> pools;

    private PostgresReplicaStore(
            Database database, ReplicaSetup setup, OwnedSource owned, Found found) {
        StoreLimits limits = setup.limits();
        this.tables = new ReplicaTables(setup.schema(), setup.databaseSchema());
        this.reads = new Reads(tables);
        DataSource pool = database.pool("read " + setup.replica(), limits.readsTogether());
        DataSource keyedPool =
                database.pool("get " + setup.replica(), KeyedReads.THREADS, IndexPlans.SETTINGS);
        this.pools = List.of(pool, keyedPool);
        this.readers = new Readers(new ReadConnections(setup.replica(), pool), limits);
        this.keyedReads =
                new KeyedReads(new ReadConnections(setup.replica(), keyedPool), reads, setup);
        this.progress = new PostgresReplicaProgress(found.counts().extent(), readers, reads);
        Writing writing =
                new Writing(
                        tables,
                        new EditRules(setup.schema(), setup.policies()),
                        limits,
                        setup.refusalPolicies(),
                        new Screen(found.adopted()));
        this.writer =
                new Writer(
                        setup.replica(),
                        GroupCommit.start(
                                new GroupCommit.Settings(
                                        "write " + setup.replica(),
                                        limits.writesWaiting(),
                                        limits.writesTogether(),
                                        CLOSE_LIMIT,
                                        ""),
                                owned,
                                new ReplicaWriter(
                                        writing,
                                        setup.clock(),
                                        listeners::publish,
                                        progress::reached)));
        this.upkeep = Upkeep.of(limits.retention(), writer::touch);
        this.deadLetters = new PostgresDeadLetters(tables, readers, writer);
        this.conflicts = new PostgresConflictLog(writer, readers, tables);
        this.selectiveSync = new PostgresSelectiveSync(writing, readers, writer);
        this.searchIndexes = SearchIndexes.start(database, setup, found.indexes());
    }

    /// Opens the replica, and creates it when there is none of this name. What it holds under
    /// another schema is brought under this one.
    ///
    /// @throws ReplicaUnusable when another process has it open
    /// @throws dev.outrigger.postgres.DatabaseFailure when the database cannot be used
    public static PostgresReplicaStore open(Database database, ReplicaSetup setup) {
        return claimed(
                database,
                setup,
                (owned, connection, preparation) -> {
                    preparation.run(connection).log(setup.replica());
                    return new PostgresReplicaStore(
                            database, setup, owned, found(connection, setup));
                });
    }

    /// What [#open] would do to what the replica holds under another schema. No item and no
    /// mutation is changed; the replica is created when there is none of this name.
    ///
    /// @throws ReplicaUnusable when another process has it open
    /// @throws dev.outrigger.postgres.DatabaseFailure when the database cannot be used
    public static UpgradeReport plan(Database database, ReplicaSetup setup) {
        return claimed(
                database,
                setup,
                (_, connection, preparation) -> {
                    UpgradeReport report = preparation.plan(connection);
                    close(connection);
                    return report;
                });
    }

    /// What a replica goes on with.
    private record Found(Expressions adopted, Counts counts, SearchPlan indexes) {}

    private static Found found(Connection connection, ReplicaSetup setup) throws SQLException {
        ReplicaTables tables = new ReplicaTables(setup.schema(), setup.databaseSchema());
        return new Found(
                new ExpressionRows(tables).adopted(connection),
                new Reads(tables).counts(connection),
                SearchPlan.of(connection, tables, setup.search()));
    }

    /// What is done with a replica that nobody else has open.
    private interface Use<T> {
        T with(OwnedSource owned, Connection connection, Preparation preparation)
                throws SQLException;
    }

    private static <T> T claimed(Database database, ReplicaSetup setup, Use<T> use) {
        OwnedSource owned =
                new OwnedSource(database.unpooled("write " + setup.replica()), setup.replica());
        Connection connection = null;
        boolean used = false;
        try {
            connection = owned.claim();
            String databaseSchema = setup.databaseSchema();
            new Migrations(databaseSchema, MIGRATIONS)
                    .apply(connection, database.unpooled("migrate " + setup.replica()));
            ReplicaTables tables = new ReplicaTables(setup.schema(), databaseSchema);
            T result = use.with(owned, connection, new Preparation(setup, tables));
            used = true;
            return result;
        } catch (SQLException failure) {
            throw new ReplicaUnusable(
                    "the replica '" + setup.replica() + "' cannot be opened: " + firstLine(failure),
                    failure);
        } finally {
            if (!used) {
                close(connection);
            }
        }
    }

    private static String firstLine(SQLException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
    }

    private static void close(@Nullable Connection connection) {
        try (connection) {
            // Closing it gives the replica back.
        } catch (SQLException _) {
            // It is broken, and the server has taken the replica back already.
        }
    }

    /// The sync expressions of this replica.
    public SelectiveSync selectiveSync() {
        return selectiveSync;
    }

    public ReplicaProgress progress() {
        return progress;
    }

    @Override
    public StrandedMutations stranded() {
        return new PostgresStrandedMutations(tables, readers, writer);
    }

    @Override
    public Quarantine quarantine() {
        return new PostgresQuarantine(tables, readers, writer);
    }

    @Override
    public CompletionStage<EditOutcome> edit(Edit edit) {
        Optional<Refusal> unknown = unknownModel(edit);
        return unknown.isPresent()
                ? CompletableFuture.completedStage(new EditOutcome.Refused(unknown.get()))
                : writer.edit(edit);
    }

    @Override
    public CompletionStage<EditsOutcome> editAll(List<Edit> edits) {
        for (int place = 0; place < edits.size(); place++) {
            Optional<Refusal> unknown = unknownModel(edits.get(place));
            if (unknown.isPresent()) {
                return CompletableFuture.completedStage(
                        new EditsOutcome.Refused(place, unknown.get()));
            }
        }
        return writer.editAll(List.copyOf(edits));
    }

    private Optional<Refusal> unknownModel(Edit edit) {
        String name = edit.key().model();
        return tables.schema().model(name).isPresent()
                ? Optional.empty()
                : Optional.of(
                        new Refusal.ModelUnknown(
                                name, tables.schema().models().stream().map(Model::name).toList()));
    }

    @Override
    public CompletionStage<List<Claimed>> claim(List<Long> mutationIds) {
        return writer.claim(List.copyOf(mutationIds));
    }

    @Override
    public CompletionStage<List<DeadLetter>> settle(PendingMutation mutation, Verdict verdict) {
        return writer.settle(mutation, verdict);
    }

    @Override
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    @Override
    public CompletionStage<Integer> release() {
        return writer.release();
    }

    @Override
    public CompletionStage<Outcome> clear(Unsent unsent) {
        return writer.clear(unsent);
    }

    @Override
    public CompletionStage<Applied> apply(
            String model,
            List<RemoteItem> items,
            List<UnreadItem> unread,
            @Nullable Reached reached) {
        return writer.apply(new Operation.Apply(model, items, unread, reached));
    }

    /// Which items of the backend it holds.
    public KeyInventory keys() {
        return new PostgresKeyInventory(tables, readers, writer);
    }

    /// Its items in groups.
    public GroupedReads groups() {
        return new PostgresGroupedReads(tables, readers);
    }

    /// What its items come to.
    public Aggregates aggregates() {
        return new PostgresAggregates(tables, readers);
    }

    @Override
    public CompletionStage<Optional<ReadItem>> get(ItemKey key) {
        return keyedReads.get(key);
    }

    @Override
    public CompletionStage<Query.Page> query(Query query) {
        return readers.read(connection -> reads.query(connection, query));
    }

    @Override
    public CompletionStage<Long> count(Model model, Predicate predicate) {
        return readers.read(connection -> reads.count(connection, model, predicate));
    }

    @Override
    public CompletionStage<List<PendingMutation>> outbox(long afterId, int limit) {
        return readers.read(connection -> reads.outbox(connection, afterId, limit));
    }

    @Override
    public CompletionStage<OutboxSummary> outboxSummary() {
        return readers.read(reads::outboxSummary);
    }

    @Override
    public CompletionStage<Checkpoints> checkpoints() {
        return readers.read(reads::checkpoints);
    }

    @Override
    public CompletionStage<List<LoggedChange>> changes(long afterSeq, int limit) {
        return readers.readOneMoment(connection -> reads.changes(connection, afterSeq, limit));
    }

    @Override
    public CompletionStage<ChangeRange> changeRange() {
        return readers.read(reads::changeRange);
    }

    @Override
    public void onCommit(Consumer<List<LoggedChange>> listener) {
        listeners.add(listener);
    }

    @Override
    public ConflictLog conflicts() {
        return conflicts;
    }

    /// Stores what was asked for before, and gives the replica back.
    @Override
    public void close() {
        upkeep.close();
        searchIndexes.close();
        writer.close();
        keyedReads.close();
        readers.close();
        pools.forEach(PostgresReplicaStore::close);
    }

    private static void close(DataSource pool) {
        if (pool instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception impossible) {
                throw new IllegalStateException("the pool did not close", impossible);
            }
        }
    }
}
