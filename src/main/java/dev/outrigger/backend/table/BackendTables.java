package dev.outrigger.backend.table;

import dev.outrigger.conflict.MutationOutcome;
import dev.outrigger.conflict.MutationRequest;
import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.contract.KeyOperations;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.postgres.Database;
import dev.outrigger.postgres.GroupCommit;
import dev.outrigger.postgres.IndexPlans;
import dev.outrigger.postgres.Migrations;
import dev.outrigger.postgres.SqlName;
import dev.outrigger.postgres.WriteFailure;
import dev.outrigger.predicate.Predicate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import javax.sql.DataSource;

/// The items of a backend. Every method may be called from any thread and none of them blocks,
/// except [#open] and [#close]; a stage that fails does so because of a [TableFailure].
public final class BackendTables implements AutoCloseable {
    /// The most mutations of one [#write(List)]. The writer takes many such runs at a time, and
    /// others wait for the end of the transaction.
    public static final int LONGEST_RUN = 100;

    /// The most keys of one [#keysIn].
    public static final int MOST_KEYS = KeyOperations.MOST_KEYS;

    private static final String MIGRATIONS = "dev/outrigger/backend/table/migrations";

    private final Schema schema;
    private final ItemReads reads;
    private final KeyReads keys;
    private final Pruning pruning;
    private final ReadPool readers;
    private final GroupCommit<List<MutationRequest>, List<MutationOutcome>> writer;
    private final DeltaFeed feed;
    private final FeedReader feedReader;

    private BackendTables(
            Database database, Tables tables, TableSettings settings, DeltaFeed feed) {
        this.schema = tables.schema();
        this.feed = feed;
        this.reads = new ItemReads(tables);
        this.keys = new KeyReads(tables);
        this.pruning = new Pruning(tables);
        this.readers =
                new ReadPool(
                        database.pool("outrigger-backend-reads", settings.readers()), settings);
        this.writer =
                GroupCommit.start(
                        GroupCommit.Settings.named("outrigger-backend-writer")
                                .withSession(IndexPlans.SETTINGS),
                        database.unpooled("outrigger-backend-writer"),
                        new MutationBatch(tables, settings.strategies(), feed));
        this.feedReader = FeedReader.start(database, tables, feed);
    }

    /// Creates or extends what is missing in the database, and starts the writer.
    ///
    /// @throws TablesUnusable when the tables that are there cannot hold the schema's items
    /// @throws dev.outrigger.postgres.DatabaseFailure when the database cannot be prepared
    /// @throws TableFailure when the database stops answering meanwhile
    public static BackendTables open(Database database, Schema schema, TableSettings settings) {
        DataSource source = database.unpooled("outrigger-backend-setup");
        Tables tables = Tables.of(settings, schema);
        migrations(settings, tables.names()).apply(source);
        try (Connection connection = source.getConnection()) {
            new TableLayout(settings.databaseSchema(), tables).apply(connection);
            var feed = new DeltaFeed(tables.delta().newest(connection));
            return new BackendTables(database, tables, settings, feed);
        } catch (SQLException failure) {
            throw new TableFailure(
                    TableFailure.Reason.UNAVAILABLE, "the tables cannot be prepared", failure);
        }
    }

    private static Migrations migrations(TableSettings settings, SharedNames names) {
        return new Migrations(
                settings.databaseSchema(),
                MIGRATIONS,
                Map.of(
                        "schema",
                        SqlName.quoted(settings.databaseSchema()),
                        "lock",
                        names.lock().replace("'", "''"),
                        "turn",
                        names.turn()));
    }

    public Schema schema() {
        return schema;
    }

    /// Performs a run of mutations, one after the other in one transaction. The stage completes on
    /// the writer's thread, after the commit and after every listener heard of it: what follows
    /// must be short.
    ///
    /// It ends behind the first outcome that is [MutationOutcome.Unresolved]: the mutations after
    /// that one were not looked at, and have no outcome.
    ///
    /// When it fails, that holds for all of them. After [TableFailure.Reason#FAULT] one of them is
    /// to blame, and the others can be written without it.
    ///
    /// @param run at least one and at most [#LONGEST_RUN]
    public CompletionStage<List<MutationOutcome>> write(List<MutationRequest> run) {
        if (run.isEmpty() || run.size() > LONGEST_RUN) {
            throw new IllegalArgumentException("a run of " + run.size() + " mutations");
        }
        var answer = new CompletableFuture<List<MutationOutcome>>();
        writer.submit(List.copyOf(run))
                .whenComplete(
                        (outcomes, failure) -> {
                            if (failure == null) {
                                answer.complete(outcomes);
                            } else {
                                answer.completeExceptionally(failed(failure));
                            }
                        });
        return answer;
    }

    /// One item by its key, tombstones included.
    public CompletionStage<Optional<VersionedItem>> get(ItemKey key) {
        Model model = schema.required(key.model());
        ItemQuery query = ItemQuery.by(model, model.key().fields());
        return page(query, key.values(), new PageRequest(1, null, new Predicate.All()))
                .thenApply(BackendTables::first);
    }

    private static Optional<VersionedItem> first(PageReading reading) {
        return switch (reading) {
            case PageReading.Read(Page page) -> page.items().stream().findFirst();
            case PageReading.TokenRefused _ ->
                    throw new IllegalStateException("a read without a token has none to refuse");
        };
    }

    /// A page of the items with these values in the query's partition fields.
    public CompletionStage<PageReading> page(
            ItemQuery query, List<Object> partition, PageRequest request) {
        return readers.submit(c -> reads.page(c, query, partition, request));
    }

    /// The first page of each of many partitions, by one statement.
    public CompletionStage<PagesReading> pages(ItemQuery query, PartitionsRequest request) {
        return readers.submit(c -> reads.firstPages(c, query, request));
    }

    /// A page of a base sync, or of a delta sync when the delta table still holds everything since
    /// the client's last one.
    public CompletionStage<PageReading> sync(SyncRequest request) {
        return readers.submit(c -> reads.sync(c, request));
    }

    /// The same, of all items of a model.
    ///
    /// @param lastSync the `startedAt` of the client's last sync, in milliseconds; 0 when there is
    ///     none
    public CompletionStage<PageReading> sync(Model model, long lastSync, PageRequest request) {
        return sync(SyncRequest.ofAll(model, lastSync, request));
    }

    /// Which live items of a model there are, in short: whoever compares it with the keys that it
    /// knows learns what was deleted, however long ago.
    ///
    /// @param visible other items are as if they did not exist
    public CompletionStage<KeySnapshot> keyDigest(Model model, int buckets, Predicate visible) {
        return readers.submit(c -> keys.snapshot(c, model, buckets, visible));
    }

    /// How many rows the table of the model has, tombstones included, by PostgreSQL's own
    /// statistics: at no cost, and empty as long as it has none.
    public CompletionStage<OptionalLong> estimate(Model model) {
        return readers.submit(c -> keys.estimate(c, model));
    }

    /// The keys in some buckets of that digest, as [dev.outrigger.contract.KeyDigest#text]; at most
    /// [#MOST_KEYS] and one more, which tells that there are too many.
    public CompletionStage<List<String>> keysIn(
            Model model, int buckets, List<Integer> numbers, Predicate visible) {
        var wanted = new KeyReads.Wanted(buckets, numbers, MOST_KEYS + 1);
        return readers.submit(c -> keys.keys(c, model, wanted, visible));
    }

    /// Removes some of what is older than the settings keep it; to be called now and then.
    ///
    /// @return rows that are gone
    public CompletionStage<Long> prune() {
        return readers.submit(pruning::run);
    }

    /// Completes when the database answers.
    public CompletionStage<Boolean> answers() {
        return readers.submit(connection -> connection.isValid(2));
    }

    /// Tells `listener` of every write from here on, whoever makes it.
    ///
    /// @return closing it ends that
    public Subscription listen(CommitListener listener) {
        feed.add(listener);
        return () -> feed.remove(listener);
    }

    /// A listener's place; closing it twice does nothing.
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /// Ends the writer after what was submitted, then the readers. The database stays open.
    @Override
    public void close() {
        writer.close();
        feedReader.close();
        readers.close();
    }

    private static TableFailure failed(Throwable failure) {
        return switch (failure) {
            case WriteFailure.QueueFull full ->
                    new TableFailure(
                            TableFailure.Reason.BUSY,
                            "too many writes wait for the database",
                            full);
            case WriteFailure.DatabaseUnavailable lost ->
                    switch (lost.outcome()) {
                        case NOT_STORED ->
                                new TableFailure(
                                        TableFailure.Reason.UNAVAILABLE,
                                        "the database cannot be written",
                                        lost);
                        case UNKNOWN ->
                                new TableFailure(
                                        TableFailure.Reason.UNCERTAIN,
                                        "the database did not confirm a write",
                                        lost);
                    };
            case WriteFailure.WriterClosed closed ->
                    new TableFailure(
                            TableFailure.Reason.UNAVAILABLE, "the backend is stopping", closed);
            case Throwable refused ->
                    new TableFailure(TableFailure.Reason.FAULT, "a write was refused", refused);
        };
    }
}
