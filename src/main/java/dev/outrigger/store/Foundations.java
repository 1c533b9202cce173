package dev.outrigger.store;

import dev.outrigger.model.ItemKey;
import dev.outrigger.postgres.Pipeline;
import dev.outrigger.sync.edit.Surroundings;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Which of the items that edits refer to are there. What the transaction decides about is in its
/// overlay; of the others only the existence is read, as nothing changes it before the commit.
final class Foundations {
    private final Connection connection;
    private final ReplicaTables tables;
    private final Overlay overlay;
    private final Set<ItemKey> asked = new HashSet<>();
    private final Set<ItemKey> live = new HashSet<>();

    Foundations(Connection connection, ReplicaTables tables, Overlay overlay) {
        this.connection = connection;
        this.tables = tables;
        this.overlay = overlay;
    }

    /// Reads whether these items are there, of which decisions will ask.
    void prepare(Collection<ItemKey> keys) throws SQLException {
        Map<String, List<ItemKey>> unknown =
                keys.stream()
                        .filter(key -> !overlay.holds(key) && asked.add(key))
                        .collect(Collectors.groupingBy(ItemKey::model));
        Pipeline pipeline = new Pipeline();
        unknown.forEach(
                (model, wanted) -> {
                    ItemRows of = tables.of(model);
                    pipeline.query(
                            of.selectLiveKeys(),
                            (statement, first) -> of.bindKeys(statement, first, wanted),
                            row -> live.add(of.readKey(row)));
                });
        pipeline.run(connection);
    }

    /// What decisions are told of other items; those must have been prepared.
    Surroundings surroundings() {
        return new Surroundings(this::visible, overlay::seq);
    }

    private boolean visible(ItemKey key) {
        if (overlay.holds(key)) {
            return overlay.knowledge(key).visible();
        }
        if (!asked.contains(key)) {
            throw new IllegalStateException(key + " is asked for before it was looked for");
        }
        return live.contains(key);
    }
}
