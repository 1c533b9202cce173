package dev.outrigger.backend.table;

import dev.outrigger.conflict.Arbiter;
import dev.outrigger.conflict.MutationOutcome;
import dev.outrigger.conflict.MutationRequest;
import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.model.ItemKey;
import dev.outrigger.postgres.Batch;
import dev.outrigger.postgres.Pipeline;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Performs a group of runs of mutations: reads all items that they name, decides one after the
/// other in memory, and writes what came of it. Mutations of one key fold into one row of the base
/// table, while the delta table remembers every version.
final class MutationBatch implements Batch<List<MutationRequest>, List<MutationOutcome>> {
    private final Map<String, BaseTable> tables;
    private final DeltaTable delta;
    private final BackendClock clock;
    private final Retentions retentions;
    private final Strategies strategies;
    private final DeltaFeed feed;

    /// What the group that is being committed will have written; the writer's thread alone uses it.
    private Written uncommitted = Written.NOTHING;

    private record Written(long firstSeq, List<Committed> writes) {
        static final Written NOTHING = new Written(0, List.of());
    }

    MutationBatch(Tables tables, Strategies strategies, DeltaFeed feed) {
        this.tables = tables.base();
        this.delta = tables.delta();
        this.clock = tables.clock();
        this.retentions = tables.retentions();
        this.strategies = strategies;
        this.feed = feed;
    }

    @Override
    public List<List<MutationOutcome>> execute(
            Connection connection, List<List<MutationRequest>> runs, Ending ending)
            throws SQLException {
        Situation found = look(connection, runs.stream().flatMap(List::stream).toList());
        var group = new Group(found.items(), Instant.ofEpochMilli(found.turn().now()));
        List<List<MutationOutcome>> outcomes = runs.stream().map(group::decideAll).toList();
        long firstSeq = found.turn().lastSeq() + 1;
        uncommitted = new Written(firstSeq, group.writes);
        Pipeline pipeline = new Pipeline();
        if (!group.writes.isEmpty()) {
            write(pipeline, group);
            delta.append(pipeline, firstSeq, group.writes);
        }
        pipeline.commit(connection, ending);
        return outcomes;
    }

    @Override
    public void onRollback() {
        uncommitted = Written.NOTHING;
    }

    @Override
    public void afterCommit(List<List<MutationOutcome>> outcomes) {
        Written written = uncommitted;
        uncommitted = Written.NOTHING;
        if (!written.writes().isEmpty()) {
            feed.wrote(written.firstSeq(), written.writes());
        }
    }

    /// What a group of requests meets.
    private record Situation(BackendClock.Turn turn, Map<ItemKey, VersionedItem> items) {}

    private Situation look(Connection connection, List<MutationRequest> requests)
            throws SQLException {
        Map<String, Set<ItemKey>> keys = new LinkedHashMap<>();
        for (MutationRequest request : requests) {
            keys.computeIfAbsent(request.key().model(), _ -> new LinkedHashSet<>())
                    .add(request.key());
        }
        Pipeline pipeline = new Pipeline();
        List<BackendClock.Turn> turn = new ArrayList<>(1);
        Map<ItemKey, VersionedItem> items = new HashMap<>();
        clock.takeTurn(pipeline, turn::add);
        keys.forEach(
                (model, all) ->
                        tableOf(model).load(pipeline, all, item -> items.put(item.key(), item)));
        pipeline.run(connection);
        return new Situation(turn.getFirst(), items);
    }

    private void write(Pipeline pipeline, Group group) {
        Map<String, List<VersionedItem>> latest = new LinkedHashMap<>();
        for (ItemKey key : group.changed) {
            latest.computeIfAbsent(key.model(), _ -> new ArrayList<>()).add(group.items.get(key));
        }
        for (var entry : latest.entrySet()) {
            BaseTable table = tableOf(entry.getKey());
            boolean keeps = retentions.of(entry.getKey()).keepsTombstones();
            var kept =
                    entry.getValue().stream()
                            .collect(Collectors.partitioningBy(item -> keeps || item.live()));
            table.write(pipeline, kept.get(true));
            table.remove(pipeline, kept.get(false));
        }
    }

    private BaseTable tableOf(String model) {
        BaseTable table = tables.get(model);
        if (table == null) {
            throw new IllegalStateException("no table holds " + model);
        }
        return table;
    }

    /// The items of one group while it is decided.
    private final class Group {
        private final Map<ItemKey, VersionedItem> items;
        private final Instant now;
        private final Set<ItemKey> changed = new LinkedHashSet<>();
        private final List<Committed> writes = new ArrayList<>();

        Group(Map<ItemKey, VersionedItem> items, Instant now) {
            this.items = items;
            this.now = now;
        }

        /// Up to the first one that somebody outside has to decide: those behind it may build on
        /// it.
        List<MutationOutcome> decideAll(List<MutationRequest> run) {
            List<MutationOutcome> outcomes = new ArrayList<>(run.size());
            for (MutationRequest request : run) {
                MutationOutcome outcome = decide(request);
                outcomes.add(outcome);
                if (outcome instanceof MutationOutcome.Unresolved) {
                    break;
                }
            }
            return outcomes;
        }

        private MutationOutcome decide(MutationRequest request) {
            @Nullable VersionedItem stored = items.get(request.key());
            String model = request.key().model();
            var arbiter = new Arbiter(tableOf(model).model(), strategies.of(model));
            MutationOutcome outcome = arbiter.decide(stored, request, now);
            if (outcome instanceof MutationOutcome.Stored(VersionedItem item)) {
                items.put(item.key(), item);
                changed.add(item.key());
                writes.add(new Committed(request.mutation().kind(), item));
            }
            return outcome;
        }
    }
}
