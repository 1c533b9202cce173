package dev.outrigger.api.rest;

import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.wire.BodyMembers;
import dev.outrigger.api.wire.ItemJson;
import dev.outrigger.api.wire.JsonText;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.edit.Refusal;
import dev.outrigger.sync.edit.Substitute;
import dev.outrigger.sync.edit.Substitution;
import dev.outrigger.sync.resolution.Decision;
import dev.outrigger.sync.resolution.RecordedConflict;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// Reads what somebody decides about a conflict:
/// `{"decision": "applyRemote" | "retryLocal" | "item", "item": {…}}`.
final class DecisionReader {
    private static final String DECISION = "decision";
    private static final String ITEM = "item";

    private final Schema schema;
    private final JsonStrings strings;
    private final Substitute substitute;

    DecisionReader(Schema schema) {
        this.schema = schema;
        this.strings = new JsonStrings(schema);
        this.substitute = new Substitute(schema);
    }

    Decision read(RecordedConflict open, Map<String, @Nullable Object> body) {
        for (String name : body.keySet()) {
            if (!BodyMembers.DECISION.contains(name)) {
                throw invalid(
                        "/" + name,
                        "is unknown here; allowed: " + String.join(", ", BodyMembers.DECISION));
            }
        }
        String word = body.get(DECISION) instanceof String text ? text : "";
        Decision decision =
                switch (word) {
                    case "applyRemote" -> new Decision.ApplyRemote();
                    case "retryLocal" -> new Decision.RetryLocal();
                    case ITEM -> send(open, body.get(ITEM));
                    default ->
                            throw invalid(
                                    "/" + DECISION,
                                    "must be \"applyRemote\", \"retryLocal\" or \"item\"");
                };
        if (body.containsKey(ITEM) && !word.equals(ITEM)) {
            throw invalid("/" + ITEM, "is given only when the decision is \"item\"");
        }
        return decision;
    }

    private Decision send(RecordedConflict open, @Nullable Object item) {
        if (!(item instanceof Map<?, ?> json)) {
            throw invalid("/" + ITEM, "must be an object with the fields that the item shall have");
        }
        Map<String, @Nullable Object> patch = JsonText.object(json);
        patch.keySet().removeIf(ItemJson::isMetadata);
        strings.decode(schema.required(open.key().model()), patch);
        RemoteItem theirs = open.sides().remote();
        if (theirs == null) {
            throw invalid("/" + ITEM, "cannot be sent: the backend has no trace of the item");
        }
        return switch (substitute.of(theirs, patch)) {
            case Substitution.Valid(Map<String, @Nullable Object> fields) ->
                    new Decision.Send(fields);
            case Substitution.Refused(Refusal refusal) -> throw RequestRefused.because(refusal);
        };
    }

    private static RequestRefused invalid(String path, String reason) {
        return RequestRefused.because(new InputProblem.BodyInvalid(path, reason));
    }
}
