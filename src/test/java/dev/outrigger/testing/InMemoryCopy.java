package dev.outrigger.testing;

import dev.outrigger.model.ItemKey;
import dev.outrigger.replica.LoggedChange;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.Knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a replica in memory held before a transaction, for the case that it is rolled back.
record InMemoryCopy(
        Map<ItemKey, Knowledge> knowledge,
        Map<ItemKey, Long> insertions,
        Map<ItemKey, Long> newest,
        List<LoggedChange> log,
        Map<Long, DeadLetter> letters,
        long seq) {
    InMemoryCopy {
        knowledge = new LinkedHashMap<>(knowledge);
        insertions = new HashMap<>(insertions);
        newest = new HashMap<>(newest);
        log = new ArrayList<>(log);
    }

    /// Of a replica that holds nothing.
    static InMemoryCopy empty(long seq) {
        return new InMemoryCopy(Map.of(), Map.of(), Map.of(), List.of(), Map.of(), seq);
    }
}
