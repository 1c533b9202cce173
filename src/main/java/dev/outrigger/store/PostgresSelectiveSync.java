package dev.outrigger.store;

import dev.outrigger.replica.Query;
import dev.outrigger.replica.Screen;
import dev.outrigger.replica.SelectiveSync;
import dev.outrigger.replica.SweepQuery;
import dev.outrigger.sync.expression.Expression;
import dev.outrigger.sync.expression.Expressions;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Sync expressions of a replica in PostgreSQL.
final class PostgresSelectiveSync implements SelectiveSync {
    private final ReplicaTables tables;
    private final ExpressionRows rows;
    private final Reads reads;
    private final Screen screen;
    private final Readers readers;
    private final Writer writer;

    PostgresSelectiveSync(Writing writing, Readers readers, Writer writer) {
        this.tables = writing.tables();
        this.rows = new ExpressionRows(tables);
        this.reads = new Reads(tables);
        this.screen = writing.screen();
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public CompletionStage<Expressions> chosen() {
        return readers.read(rows::chosen);
    }

    @Override
    public CompletionStage<Void> choose(String model, @Nullable Expression expression) {
        return writer.aside(
                connection -> {
                    rows.choose(connection, model, expression);
                    return new Operation.Result.Done();
                });
    }

    @Override
    public CompletionStage<Void> adopt(Expressions expressions) {
        return writer.aside(
                connection -> {
                    rows.adopt(connection, screen.adopted(), expressions);
                    return new Operation.Result.Adopted(expressions);
                });
    }

    /// The items are looked for beside the writer, which others need meanwhile.
    @Override
    public CompletionStage<Sweep> sweep(String model, long after, int limit) {
        return SweepQuery.of(
                        tables.schema().required(model), screen.adopted().of(model), after, limit)
                .map(this::sweep)
                .orElseGet(() -> CompletableFuture.completedStage(new Sweep(0, null)));
    }

    private CompletionStage<Sweep> sweep(Query query) {
        return readers.read(connection -> reads.query(connection, query))
                .thenCompose(
                        page ->
                                writer.sweep(SweepQuery.keys(page))
                                        .thenApply(removed -> SweepQuery.step(page, removed)));
    }
}
