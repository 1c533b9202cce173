package dev.outrigger.backend.webhook;

import dev.outrigger.backend.mutation.ConflictQuestion;
import dev.outrigger.backend.mutation.HandlerReply;
import dev.outrigger.conflict.Resolution;
import dev.outrigger.contract.Mutation;
import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.ItemReader;
import dev.outrigger.model.ItemReading;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// Reads the answer of a conflict handler. It is not taken on trust: an item that the schema does
/// not allow would break every client that reads it.
final class ConflictReplyReader {
    private final Schema schema;
    private final ItemReader items;

    ConflictReplyReader(Schema schema) {
        this.schema = schema;
        this.items = new ItemReader(schema);
    }

    HandlerReply read(ConflictQuestion question, String body) {
        try {
            return Json.read(body) instanceof Map<?, ?> answer
                    ? read(question, answer)
                    : new HandlerReply.Unusable("it answered with something else than an object");
        } catch (MalformedJson _) {
            return new HandlerReply.Unusable("it answered with something else than JSON");
        }
    }

    private HandlerReply read(ConflictQuestion question, Map<?, ?> answer) {
        boolean deletes = question.kind() == Mutation.Kind.DELETE;
        String wanted = deletes ? "REMOVE" : "RESOLVE";
        Object action = answer.get("action");
        if ("REJECT".equals(action)) {
            return new HandlerReply.Decision(new Resolution.Reject());
        }
        if (!wanted.equals(action)) {
            return new HandlerReply.Unusable("its action is neither REJECT nor " + wanted);
        }
        return deletes
                ? new HandlerReply.Decision(new Resolution.Remove())
                : replacement(question.conflict().current().key(), answer.get("item"));
    }

    /// Metadata begins with an underscore, which the reader leaves out; the key is the stored one.
    private HandlerReply replacement(ItemKey key, @Nullable Object item) {
        if (!(item instanceof Map<?, ?> members)) {
            return new HandlerReply.Unusable("it resolves without an item");
        }
        Model model = schema.required(key.model());
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        members.forEach((name, value) -> fields.put(String.valueOf(name), value));
        fields.putAll(model.keyFields(key));
        return switch (items.read(model, fields)) {
            case ItemReading.Complete(var complete) ->
                    new HandlerReply.Decision(new Resolution.Replace(complete));
            case ItemReading.Invalid(var problems) ->
                    new HandlerReply.Unusable(
                            "the schema does not allow its item at " + problems.getFirst().path());
        };
    }
}
