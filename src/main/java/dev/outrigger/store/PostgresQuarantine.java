package dev.outrigger.store;

import dev.outrigger.replica.Quarantine;
import dev.outrigger.replica.QuarantinedItem;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The quarantine of a replica in PostgreSQL: reads beside the writer, discards by it.
final class PostgresQuarantine implements Quarantine {
    private final QuarantineRows rows;
    private final Readers readers;
    private final Writer writer;

    PostgresQuarantine(ReplicaTables tables, Readers readers, Writer writer) {
        this.rows = new QuarantineRows(tables);
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public CompletionStage<List<QuarantinedItem>> list(
            @Nullable String model, long afterId, int limit) {
        return readers.read(
                connection -> rows.page(connection, new ModelPage(model, afterId, limit)));
    }

    @Override
    public CompletionStage<Optional<QuarantinedItem>> get(long id) {
        return list(null, id - 1, 1)
                .thenApply(found -> found.stream().filter(each -> each.id() == id).findFirst());
    }

    @Override
    public CompletionStage<Long> count() {
        return readers.read(rows::count);
    }

    @Override
    public CompletionStage<Void> discard(long id) {
        return writer.aside(
                connection -> {
                    rows.delete(connection, id);
                    return new Operation.Result.Done();
                });
    }
}
