package dev.outrigger.advice;

import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.edit.Substitute;
import dev.outrigger.sync.edit.Substitution;
import dev.outrigger.sync.resolution.Advice;
import dev.outrigger.sync.resolution.Conflict;
import dev.outrigger.sync.resolution.Decision;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// Reads what a program answers about a conflict:
/// `{"decision": "applyRemote" | "retryLocal" | "item", "item": {…}}`. An item that a save could
/// not write is no answer.
final class AdviceReader {
    private final Substitute substitute;

    AdviceReader(Schema schema) {
        this.substitute = new Substitute(schema);
    }

    Advice read(Conflict conflict, String body) {
        try {
            return Json.read(body) instanceof Map<?, ?> answer
                    ? read(conflict, answer)
                    : unusable("it answered with something else than an object");
        } catch (MalformedJson _) {
            return unusable("it answered with something else than JSON");
        }
    }

    private Advice read(Conflict conflict, Map<?, ?> answer) {
        String word = answer.get("decision") instanceof String text ? text : "";
        return switch (word) {
            case "applyRemote" -> new Advice.Given(new Decision.ApplyRemote());
            case "retryLocal" -> new Advice.Given(new Decision.RetryLocal());
            case "item" -> send(conflict.theirs(), answer.get("item"));
            default -> unusable("its decision is neither applyRemote nor retryLocal nor item");
        };
    }

    private Advice send(@Nullable RemoteItem theirs, @Nullable Object item) {
        if (theirs == null || !(item instanceof Map<?, ?> members)) {
            return unusable("it decides for an item without giving one");
        }
        Map<String, @Nullable Object> patch = new LinkedHashMap<>();
        members.forEach((name, value) -> patch.put(String.valueOf(name), value));
        patch.keySet().removeIf(name -> name.startsWith("_"));
        return switch (substitute.of(theirs, patch)) {
            case Substitution.Valid(Map<String, @Nullable Object> fields) ->
                    new Advice.Given(new Decision.Send(fields));
            case Substitution.Refused _ -> unusable("the schema does not allow its item");
        };
    }

    private static Advice unusable(String reason) {
        return new Advice.Unavailable(reason);
    }
}
