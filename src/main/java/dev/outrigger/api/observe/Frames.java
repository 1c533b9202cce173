package dev.outrigger.api.observe;

import dev.outrigger.api.problem.Problem;
import dev.outrigger.api.wire.ItemJson;
import dev.outrigger.model.Model;
import dev.outrigger.replica.LoggedChange;
import dev.outrigger.replica.ObservedChange;
import dev.outrigger.replica.ReadItem;
import dev.outrigger.runtime.EngineEvent;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Words the frames for clients.
final class Frames {
    private static final Frame STOPPED = Frame.of("stopped", null, Map.of());

    private Frames() {}

    static Frame started(long seq) {
        return Frame.of("started", seq, Map.of("seq", seq));
    }

    static Frame stopped() {
        return STOPPED;
    }

    /// @param model of the changed item
    static Frame change(ObservedChange change, Model model) {
        LoggedChange logged = change.logged();
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("seq", change.seq());
        told.put("op", change.kind().name());
        told.put("model", model.name());
        told.put("key", model.keyFields(change.item().key()));
        told.put("item", ItemJson.of(change.item()));
        told.put("origin", logged.change().origin().name().toLowerCase(Locale.ROOT));
        return Frame.of("change", change.seq(), told);
    }

    /// @param seq every change up to here is in the snapshot
    static Frame snapshot(long seq, List<ReadItem> items, boolean isSynced) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("seq", seq);
        told.put("items", items.stream().map(read -> ItemJson.of(read.stored())).toList());
        told.put("isSynced", isSynced);
        return Frame.of("snapshot", seq, told);
    }

    static Frame event(EngineEvent event) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("event", event.name());
        told.put("payload", event.payload());
        told.put("at", event.at().toEpochMilli());
        return Frame.of("event", null, told);
    }

    static Frame error(Problem problem) {
        return Frame.of("error", null, Map.of("problem", problem.json()));
    }
}
