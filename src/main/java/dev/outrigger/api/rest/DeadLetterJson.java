package dev.outrigger.api.rest;

import dev.outrigger.api.wire.Models;
import dev.outrigger.json.Members;
import dev.outrigger.predicate.PredicateFilter;
import dev.outrigger.sync.BackendError;
import dev.outrigger.sync.BaseSnapshot;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.PendingMutation;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A dead letter as clients read it: everything that a decision about it needs.
final class DeadLetterJson {
    private DeadLetterJson() {}

    static Map<String, @Nullable Object> of(Models models, DeadLetter letter) {
        PendingMutation mutation = letter.mutation();
        Map<String, @Nullable Object> json = MutationJson.target(models, mutation);
        json.put("policy", letter.policy().name().toLowerCase(Locale.ROOT));
        json.put("errorType", letter.rejection().cause().errorType());
        json.put(
                "errors", letter.rejection().errors().stream().map(DeadLetterJson::error).toList());
        json.put("input", mutation.mutation().fields());
        json.put(
                "condition",
                mutation.mutation().conditional()
                        ? PredicateFilter.of(mutation.mutation().condition())
                        : null);
        json.put("base", base(mutation));
        json.put("item", letter.item().fields());
        json.put("backendItem", letter.theirs() == null ? null : letter.theirs().fields());
        json.put("attempts", mutation.attempts());
        json.put("conflicts", mutation.conflicts());
        json.put("savedAt", mutation.savedAt().toEpochMilli());
        json.put("lastAttemptAt", MutationJson.millis(mutation.history().lastAttemptAt()));
        json.put("refusedAt", letter.refusedAt().toEpochMilli());
        return json;
    }

    private static @Nullable Map<String, @Nullable Object> base(PendingMutation mutation) {
        BaseSnapshot base = mutation.base();
        if (base == null) {
            return null;
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("version", MutationJson.baseVersion(mutation));
        json.put("fields", base.fields());
        return json;
    }

    private static Map<String, Object> error(BackendError error) {
        return Members.of("errorType", error.errorType()).and("message", error.message()).json();
    }
}
