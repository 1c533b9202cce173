package dev.outrigger.store;

import dev.outrigger.replica.DeadLetters;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.edit.LetterRequest;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/// The dead letters of a replica in PostgreSQL.
final class PostgresDeadLetters implements DeadLetters {
    private final DeadLetterReads reads;
    private final Readers readers;
    private final Writer writer;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    PostgresDeadLetters(ReplicaTables tables, Readers readers, Writer writer) {
        this.reads = new DeadLetterReads(tables);
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public CompletionStage<List<DeadLetter>> list(@Nullable String model, long afterId, int limit) {
        return readers.read(
                connection -> reads.page(connection, new ModelPage(model, afterId, limit)));
    }

    @Override
    public CompletionStage<Optional<DeadLetter>> get(long id) {
        return readers.read(
                connection -> Optional.ofNullable(reads.byId(connection, List.of(id)).get(id)));
    }

    @Override
    public CompletionStage<Counts> counts() {
        return readers.read(reads::counts);
    }

    @Override
    public CompletionStage<Outcome> decide(long id, LetterRequest request) {
        return writer.decide(id, request)
                .thenApply(
                        outcome -> {
                            if (outcome instanceof Outcome.Done) {
                                listeners.forEach(Runnable::run);
                            }
                            return outcome;
                        });
    }

    @Override
    public void onDecided(Runnable listener) {
        listeners.add(listener);
    }
}
