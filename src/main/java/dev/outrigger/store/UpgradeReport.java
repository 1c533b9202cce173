package dev.outrigger.store;

import dev.outrigger.sync.evolution.ModelChange;
import dev.outrigger.telemetry.LogKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What opening a replica with another schema did, or would do.
///
/// @param models by name, what became of the models of the earlier schema; empty when the replica
///     is new
/// @param itemsKept by the name of a model whose items were moved, how many are still there
/// @param mutations what became of the pending mutations
public record UpgradeReport(
        Map<String, ModelChange> models, Map<String, Long> itemsKept, Mutations mutations) {
    private static final Logger LOGGER = LoggerFactory.getLogger(UpgradeReport.class);

    public UpgradeReport {
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
        itemsKept = Map.copyOf(itemsKept);
    }

    /// @param kept how many go on, those whose content changed included
    /// @param leftOut by `Model.field`, how many go on without a value that they had for it
    /// @param waiting by reason, how many wait for their client
    /// @param ended by reason, how many are stranded
    public record Mutations(
            long kept,
            Map<String, Long> leftOut,
            Map<String, Long> waiting,
            Map<String, Long> ended) {
        static final Mutations NONE = new Mutations(0, Map.of(), Map.of(), Map.of());

        public Mutations {
            leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
            waiting = Collections.unmodifiableMap(new LinkedHashMap<>(waiting));
            ended = Collections.unmodifiableMap(new LinkedHashMap<>(ended));
        }
    }

    static UpgradeReport nothing() {
        return new UpgradeReport(Map.of(), Map.of(), Mutations.NONE);
    }

    void log(String replica) {
        if (!models.isEmpty()) {
            lines().forEach(
                            line ->
                                    LOGGER.atInfo()
                                            .addKeyValue(LogKey.REPLICA, replica)
                                            .addKeyValue(LogKey.CHANGE, line)
                                            .log("the replica was brought under another schema"));
        }
    }

    /// One sentence for each model and for each fate of mutations, without values of items.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        models.forEach((model, change) -> lines.add(model + ": " + line(model, change)));
        lines.add("pending mutations that go on: " + mutations.kept());
        mutations
                .leftOut()
                .forEach(
                        (field, count) ->
                                lines.add(
                                        "pending mutations that go on without "
                                                + field
                                                + ", which is gone: "
                                                + count));
        mutations
                .waiting()
                .forEach(
                        (reason, count) ->
                                lines.add("pending mutations that wait: " + count + ", " + reason));
        mutations
                .ended()
                .forEach(
                        (reason, count) ->
                                lines.add(
                                        "pending mutations that are stranded: "
                                                + count
                                                + ", "
                                                + reason));
        return lines;
    }

    private String line(String model, ModelChange change) {
        return switch (change) {
            case ModelChange.Fits _ -> "in place";
            case ModelChange.Grown(List<String> fields) ->
                    "in place, and pulled again as a whole for what is new: "
                            + String.join(", ", fields);
            case ModelChange.Rebuilt(List<String> reasons) ->
                    "translated, "
                            + itemsKept.getOrDefault(model, 0L)
                            + " items kept, and pulled again as a whole: "
                            + String.join(", ", reasons);
            case ModelChange.Rekeyed(List<String> reasons) ->
                    "pulled again from nothing, "
                            + itemsKept.getOrDefault(model, 0L)
                            + " items that the backend does not have yet kept: "
                            + String.join(", ", reasons);
            case ModelChange.Removed _ -> "removed with its items";
        };
    }
}
