package dev.outrigger.api.rest;

import dev.outrigger.api.wire.Models;
import dev.outrigger.json.RemoteItemJson;
import dev.outrigger.sync.resolution.RecordedConflict;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A noted conflict as clients read it: both sides, and how it went on.
final class ConflictJson {
    private ConflictJson() {}

    static Map<String, @Nullable Object> of(Models models, RecordedConflict conflict) {
        String model = conflict.key().model();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", conflict.id());
        json.put("mutationId", conflict.mutationId());
        json.put("model", model);
        json.put("key", models.named(model).keyFields(conflict.key()));
        json.put("operation", conflict.kind().name().toLowerCase(Locale.ROOT));
        json.put("state", conflict.open() ? "open" : "settled");
        json.put("reason", conflict.reason());
        json.put("base", conflict.sides().base());
        json.put("local", conflict.sides().local());
        json.put("remote", RemoteItemJson.of(conflict.sides().remote()));
        RecordedConflict.Course course = conflict.course();
        json.put("strategy", course.strategy());
        json.put("decision", course.outcome().word());
        json.put("result", course.result());
        json.put("foundAt", course.at().toEpochMilli());
        json.put("settledAt", MutationJson.millis(course.settledAt()));
        return json;
    }
}
