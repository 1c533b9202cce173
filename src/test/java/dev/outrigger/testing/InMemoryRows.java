package dev.outrigger.testing;

import dev.outrigger.model.ItemKey;
import dev.outrigger.replica.LoggedChange;
import dev.outrigger.sync.Effect;
import dev.outrigger.sync.Knowledge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The items of a replica in memory with their pending mutations, and its change log.
final class InMemoryRows {
    private Map<ItemKey, Knowledge> knowledge = new LinkedHashMap<>();
    private Map<ItemKey, Long> insertions = new HashMap<>();
    private Map<ItemKey, Long> newest = new HashMap<>();
    private List<LoggedChange> log = new ArrayList<>();
    private long seq;

    Map<ItemKey, Knowledge> knowledge() {
        return knowledge;
    }

    /// By key, the seq of the insert that made it visible.
    Map<ItemKey, Long> insertions() {
        return insertions;
    }

    /// By key, the seq of the newest change.
    Map<ItemKey, Long> newest() {
        return newest;
    }

    List<LoggedChange> log() {
        return log;
    }

    long seq() {
        return seq;
    }

    Collection<Knowledge> everything() {
        return List.copyOf(knowledge.values());
    }

    Knowledge known(ItemKey key) {
        return knowledge.getOrDefault(key, new Knowledge(key, null, List.of()));
    }

    /// @param changes gets the change that clients see, if they see one
    /// @return what is known from now on
    Knowledge take(ItemKey key, Effect effect, Instant now, List<LoggedChange> changes) {
        Knowledge before = known(key);
        if (effect.change() != null) {
            seq++;
            LoggedChange change = new LoggedChange(seq, effect.change(), now);
            changes.add(change);
            log.add(change);
            newest.put(key, seq);
            if (!before.visible()) {
                insertions.put(key, seq);
            }
        }
        Knowledge after = before.after(effect, seq, now);
        put(after);
        return after;
    }

    void put(Knowledge known) {
        if (known.stored() == null && known.outbox().isEmpty()) {
            knowledge.remove(known.key());
        } else {
            knowledge.put(known.key(), known);
        }
    }

    /// The log goes on with a later number, and nothing of it is left.
    void beginLogAnew() {
        seq++;
        log.clear();
    }

    InMemoryCopy copy(InMemoryDeadLetters letters) {
        return new InMemoryCopy(knowledge, insertions, newest, log, letters.copy(), seq);
    }

    void restore(InMemoryCopy copy) {
        knowledge = copy.knowledge();
        insertions = copy.insertions();
        newest = copy.newest();
        log = copy.log();
        seq = copy.seq();
    }
}
