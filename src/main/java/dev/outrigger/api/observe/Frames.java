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

/// Words the frames for clients, as decoded JSON.
final class Frames {
    private Frames() {}

    static Map<String, @Nullable Object> started(String id, long seq) {
        Map<String, @Nullable Object> frame = frame("started", id);
        frame.put("seq", seq);
        return frame;
    }

    static Map<String, @Nullable Object> stopped(String id) {
        return frame("stopped", id);
    }

    /// @param model of the changed item
    static Map<String, @Nullable Object> change(String id, ObservedChange change, Model model) {
        LoggedChange logged = change.logged();
        Map<String, @Nullable Object> frame = frame("change", id);
        frame.put("seq", logged.seq());
        frame.put("op", change.kind().name());
        frame.put("model", model.name());
        frame.put("key", model.keyFields(logged.change().key()));
        frame.put("item", ItemJson.of(logged.change().after()));
        frame.put("origin", logged.change().origin().name().toLowerCase(Locale.ROOT));
        return frame;
    }

    /// @param seq every change up to here is in the snapshot
    static Map<String, @Nullable Object> snapshot(
            String id, long seq, List<ReadItem> items, boolean isSynced) {
        Map<String, @Nullable Object> frame = frame("snapshot", id);
        frame.put("seq", seq);
        frame.put("items", items.stream().map(read -> ItemJson.of(read.stored())).toList());
        frame.put("isSynced", isSynced);
        return frame;
    }

    static Map<String, @Nullable Object> event(String id, EngineEvent event) {
        Map<String, @Nullable Object> frame = frame("event", id);
        frame.put("event", event.name());
        frame.put("payload", event.payload());
        frame.put("at", event.at().toEpochMilli());
        return frame;
    }

    /// @param id null when the frame that was wrong has none
    static Map<String, @Nullable Object> error(@Nullable String id, Problem problem) {
        Map<String, @Nullable Object> frame = frame("error", id);
        frame.put("problem", problem.json());
        return frame;
    }

    private static Map<String, @Nullable Object> frame(String type, @Nullable String id) {
        Map<String, @Nullable Object> frame = new LinkedHashMap<>();
        frame.put("type", type);
        frame.put("id", id);
        return frame;
    }
}
