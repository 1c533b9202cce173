package dev.outrigger.store;

import dev.outrigger.replica.StrandedMutation;
import dev.outrigger.replica.StrandedMutations;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The stranded mutations of a replica in PostgreSQL.
final class PostgresStrandedMutations implements StrandedMutations {
    private final StrandedRows rows;
    private final Readers readers;
    private final Writer writer;

    PostgresStrandedMutations(ReplicaTables tables, Readers readers, Writer writer) {
        this.rows = new StrandedRows(tables);
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public CompletionStage<List<StrandedMutation>> list(
            @Nullable String model, long afterId, int limit) {
        return readers.read(
                connection -> rows.page(connection, new ModelPage(model, afterId, limit)));
    }

    @Override
    public CompletionStage<Optional<StrandedMutation>> get(long id) {
        return list(null, id - 1, 1)
                .thenApply(found -> found.stream().filter(each -> each.id() == id).findFirst());
    }

    @Override
    public CompletionStage<Long> count() {
        return readers.read(rows::count);
    }

    @Override
    public CompletionStage<Boolean> discard(long id) {
        return writer.discardStranded(id);
    }
}
