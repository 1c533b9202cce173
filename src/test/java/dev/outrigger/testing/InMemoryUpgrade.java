package dev.outrigger.testing;

import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.replica.LoggedChange;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.evolution.EarlierLetter;
import dev.outrigger.sync.evolution.ItemSuccession;
import dev.outrigger.sync.evolution.LetterFate;
import dev.outrigger.sync.evolution.ModelChange;
import dev.outrigger.sync.evolution.MutationFate;
import dev.outrigger.sync.evolution.OutboxSuccession;
import dev.outrigger.sync.evolution.SchemaEvolution;
import dev.outrigger.sync.reconcile.Below;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Brings a replica in memory under another schema, by the decisions by which one in PostgreSQL is.
final class InMemoryUpgrade {
    private final Contents contents;
    private final SchemaEvolution evolution;
    private final Schema schema;
    private final Instant now;
    private boolean settledSome;

    /// What a replica holds that has to do with its schema.
    record Contents(
            InMemoryRows rows,
            InMemoryDeadLetters letters,
            InMemoryStrandedMutations stranded,
            Progress progress) {}

    /// What it notes beside.
    record Progress(
            InMemoryCheckpoints checkpoints,
            InMemoryConflictLog conflicts,
            InMemoryQuarantine quarantine,
            InMemorySelectiveSync selected) {}

    InMemoryUpgrade(Contents contents, SchemaEvolution evolution, Schema schema, Instant now) {
        this.contents = contents;
        this.evolution = evolution;
        this.schema = schema;
        this.now = now;
    }

    void run() {
        List<PendingMutation> pending = new InMemoryOutbox(contents.rows.knowledge()).pending();
        Map<String, Map<String, ItemKey>> moved = moveItems();
        forgetHistory();
        contents.progress.quarantine.forget(evolution.withoutQuarantine());
        contents.progress.selected.reopen(schema);
        sayAnew(pending, moved);
        contents.letters.restore(lettersSaidAnew(moved));
        if (!evolution.takenAnew().isEmpty() || settledSome) {
            contents.rows.beginLogAnew();
        }
    }

    private Map<String, Map<String, ItemKey>> moveItems() {
        Map<String, ItemSuccession> successions = new LinkedHashMap<>();
        InMemoryRows rows = contents.rows;
        Map<ItemKey, Knowledge> kept = new LinkedHashMap<>();
        Map<ItemKey, Long> insertions = new HashMap<>();
        Map<ItemKey, Long> newest = new HashMap<>();
        for (Knowledge known : rows.everything()) {
            StoredItem stored = moved(known.stored(), successions);
            if (stored != null) {
                kept.put(stored.key(), new Knowledge(stored.key(), stored, List.of()));
                move(known.key(), stored.key(), rows.insertions(), insertions);
                move(known.key(), stored.key(), rows.newest(), newest);
            }
        }
        rows.restore(new InMemoryCopy(kept, insertions, newest, log(), Map.of(), rows.seq()));
        Map<String, Map<String, ItemKey>> pending = new LinkedHashMap<>();
        successions.forEach((name, succession) -> pending.put(name, succession.pending()));
        return pending;
    }

    private static void move(
            ItemKey from, ItemKey to, Map<ItemKey, Long> before, Map<ItemKey, Long> after) {
        Long place = before.get(from);
        if (place != null) {
            after.put(to, place);
        }
    }

    /// @return null when the item has no place in the schema
    private @Nullable StoredItem moved(
            @Nullable StoredItem stored, Map<String, ItemSuccession> successions) {
        if (stored == null) {
            return null;
        }
        String name = stored.key().model();
        return switch (evolution.changes().get(name)) {
            case ModelChange.Fits _ -> refitted(stored);
            case ModelChange.Grown _ -> replaceable(refitted(stored));
            case ModelChange.Rebuilt _, ModelChange.Rekeyed _ ->
                    successions
                            .computeIfAbsent(name, _ -> evolution.items(schema.required(name)))
                            .next(EarlierForms.of(stored), _ -> true)
                            .orElse(null);
            case ModelChange.Removed _ -> null;
        };
    }

    /// What the backend has at its version is more than it has.
    private static StoredItem replaceable(StoredItem stored) {
        return stored.live()
                ? new StoredItem(
                        stored.item(),
                        stored.base(),
                        stored.version(),
                        null,
                        stored.presence(),
                        stored.pending())
                : stored;
    }

    private List<LoggedChange> log() {
        return evolution.takenAnew().isEmpty()
                ? contents.rows.log().stream().map(this::refitted).toList()
                : contents.rows.log();
    }

    private LoggedChange refitted(LoggedChange logged) {
        ItemChange change = logged.change();
        StoredItem before = change.before() == null ? null : refitted(change.before());
        return new LoggedChange(
                logged.seq(),
                new ItemChange(change.kind(), change.origin(), before, refitted(change.after())),
                logged.at());
    }

    /// As it is read under the schema of now.
    private StoredItem refitted(StoredItem stored) {
        return new StoredItem(
                refitted(stored.item()),
                stored.base() == null ? null : refitted(stored.base()),
                stored.version(),
                stored.lastChangedAt(),
                stored.presence(),
                stored.pending());
    }

    private Item refitted(Item item) {
        Model model = schema.required(item.model());
        return Item.of(model, item.fields());
    }

    private void forgetHistory() {
        evolution.pulledAnew().forEach(contents.progress.checkpoints::forget);
        contents.progress.conflicts.reopen(evolution.takenAnew(), schema);
    }

    private void sayAnew(List<PendingMutation> pending, Map<String, Map<String, ItemKey>> moved) {
        OutboxSuccession succession = evolution.outbox(moved);
        InMemoryRows rows = contents.rows;
        for (PendingMutation each : pending) {
            switch (succession.next(EarlierForms.of(each))) {
                case MutationFate.Stays stays -> {
                    Knowledge known = rows.known(stays.mutation().key());
                    List<PendingMutation> outbox = new ArrayList<>(known.outbox());
                    outbox.add(EarlierForms.said(each, stays));
                    rows.put(new Knowledge(known.key(), known.stored(), outbox));
                }
                case MutationFate.Stranded(String reason) ->
                        contents.stranded.strand(EarlierForms.stranded(each, reason, now));
            }
        }
        succession.bereft().forEach(this::settle);
    }

    private void settle(ItemKey key, Below below) {
        settledSome = true;
        Knowledge known = contents.rows.known(key);
        if (known.stored() != null) {
            StoredItem settled =
                    OutboxSuccession.settled(known.stored(), known.outbox(), below).orElse(null);
            contents.rows.put(new Knowledge(key, settled, known.outbox()));
        }
    }

    /// Those of held mutations end where the mutation was stranded.
    private Map<Long, DeadLetter> lettersSaidAnew(Map<String, Map<String, ItemKey>> moved) {
        Function<EarlierLetter, LetterFate> succession = evolution.letters(moved);
        Map<Long, DeadLetter> kept = new TreeMap<>();
        for (DeadLetter letter : contents.letters.copy().values()) {
            if (contents.stranded.has(letter.id())) {
                continue;
            }
            switch (succession.apply(EarlierForms.of(letter))) {
                case LetterFate.Stays stays ->
                        kept.put(letter.id(), EarlierForms.said(letter, stays));
                case LetterFate.Stranded(String reason, ItemKey item) -> {
                    contents.stranded.strand(EarlierForms.stranded(letter.mutation(), reason, now));
                    if (item != null) {
                        settle(item, new Below());
                    }
                }
            }
        }
        return kept;
    }
}
