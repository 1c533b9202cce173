package dev.outrigger.store;

import dev.outrigger.json.Json;
import dev.outrigger.model.FieldProblem;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Version;
import dev.outrigger.postgres.Pipeline;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.UnreadItem;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one transaction puts into quarantine, and what it lets go from there.
final class Quarantining {
    private final ReplicaTables tables;
    private final Overlay overlay;
    private final long limit;
    private final List<UnreadItem> unread = new ArrayList<>();
    private final Map<ItemKey, Version> fine = new LinkedHashMap<>();

    Quarantining(Writing writing, Overlay overlay) {
        this.tables = writing.tables();
        this.overlay = overlay;
        this.limit = writing.limits().quarantined();
    }

    /// Takes one in, unless the replica has the item in a newer version.
    void unread(UnreadItem item) {
        ItemKey key = item.key();
        if (key == null || !item.outdatedBy(known(key))) {
            unread.add(item);
        }
    }

    private @Nullable Version known(ItemKey key) {
        Knowledge knowledge = overlay.knowledge(key);
        StoredItem stored = knowledge.stored();
        return stored == null ? null : stored.version();
    }

    /// One item that PostgreSQL cannot hold must not keep the rest of a page away.
    ///
    /// @return whether the item can be stored
    boolean passes(RemoteItem item) {
        ItemKey key = item.key();
        Optional<FieldProblem> problem =
                IndexedSize.problem(tables.of(key.model()).table(), item.item());
        problem.ifPresentOrElse(
                found ->
                        unread(
                                new UnreadItem(
                                        key.model(),
                                        key,
                                        item.version(),
                                        Json.write(StoredItemJson.write(item.stored())),
                                        found.path() + " is too long for an index")),
                () -> fine.merge(key, item.version(), Quarantining::newer));
        return problem.isEmpty();
    }

    private static Version newer(Version one, Version other) {
        return one.number() >= other.number() ? one : other;
    }

    boolean adds() {
        return !unread.isEmpty();
    }

    /// First what comes, then what goes: a version that is fine lets go what came with it. Where
    /// there is nothing, as nearly always, the keys of a whole page are not looked up in it.
    void write(Pipeline pipeline) {
        if (!adds() && !overlay.counts().quarantineInUse()) {
            return;
        }
        QuarantineRows rows = new QuarantineRows(tables);
        rows.add(pipeline, unread, overlay.now(), limit);
        rows.release(pipeline, fine);
    }
}
