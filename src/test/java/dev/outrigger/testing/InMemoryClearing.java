package dev.outrigger.testing;

import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.replica.Clearing;
import dev.outrigger.sync.Knowledge;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Empties a replica in memory.
public record InMemoryClearing(Schema schema, InMemoryReplicaStore store) implements Clearing {
    @Override
    public CompletionStage<Outcome> clear(Unsent unsent) {
        synchronized (store) {
            Collection<Knowledge> all = store.everything();
            long mutations = unsent(all);
            if (mutations > 0 && unsent == Unsent.PROTECTED) {
                return CompletableFuture.completedStage(new Outcome.OutboxNotEmpty(mutations));
            }
            Map<String, Long> items = new TreeMap<>();
            schema.models().stream().map(Model::name).forEach(name -> items.put(name, 0L));
            all.stream()
                    .filter(Knowledge::visible)
                    .forEach(known -> items.merge(known.key().model(), 1L, Long::sum));
            return CompletableFuture.completedStage(
                    new Outcome.Cleared(store.forgetEverything(), items, mutations));
        }
    }

    /// A mutation that is held has a dead letter of the same id, and counts once. What an earlier
    /// schema left behind counts too.
    private long unsent(Collection<Knowledge> all) {
        Set<Long> ids = new HashSet<>();
        all.forEach(known -> known.outbox().forEach(each -> ids.add(each.id())));
        store.deadLetters()
                .list(null, 0, Integer.MAX_VALUE)
                .thenAccept(letters -> letters.forEach(each -> ids.add(each.id())));
        store.stranded()
                .list(null, 0, Integer.MAX_VALUE)
                .thenAccept(stranded -> stranded.forEach(each -> ids.add(each.id())));
        return ids.size();
    }
}
