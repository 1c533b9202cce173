package dev.outrigger.advice;

import dev.outrigger.json.RemoteItemJson;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.BaseSnapshot;
import dev.outrigger.sync.resolution.Conflict;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Writes a conflict as the program reads it that shall decide: in the words of `/v1/conflicts`.
final class ConflictNotice {
    private ConflictNotice() {}

    static Map<String, @Nullable Object> of(Schema schema, Conflict conflict) {
        String model = conflict.key().model();
        BaseSnapshot base = conflict.mutation().base();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", conflict.id());
        json.put("mutationId", conflict.mutation().id());
        json.put("model", model);
        json.put("key", schema.required(model).keyFields(conflict.key()));
        json.put("operation", conflict.kind().name().toLowerCase(Locale.ROOT));
        json.put("reason", conflict.reason());
        json.put("conflicts", conflict.mutation().conflicts());
        json.put("base", base == null ? null : base.fields());
        json.put("local", conflict.mutation().mutation().fields());
        json.put("remote", RemoteItemJson.of(conflict.theirs()));
        return json;
    }
}
