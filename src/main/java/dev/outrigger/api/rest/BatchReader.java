package dev.outrigger.api.rest;

import dev.outrigger.api.access.Caller;
import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.wire.JsonText;
import dev.outrigger.api.wire.KeyReader;
import dev.outrigger.api.wire.Models;
import dev.outrigger.api.wire.QueryReader;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.Relations;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.Guard;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the edits of a batch.
final class BatchReader {
    /// What a refusal calls the place of the operation that it is about.
    static final String OPERATION = "operation";

    private static final String OPERATIONS = "operations";

    private final Models models;
    private final EditReader edits;
    private final QueryReader queries;
    private final int most;

    /// @param most operations of one batch
    BatchReader(Models models, EditReader edits, QueryReader queries, int most) {
        this.models = models;
        this.edits = edits;
        this.queries = queries;
        this.most = most;
    }

    /// @param body with the list of operations and nothing else
    /// @throws RequestRefused also when the caller does not reach the model of an operation
    List<Edit> read(Caller caller, Map<String, @Nullable Object> body) {
        for (String name : body.keySet()) {
            if (!name.equals(OPERATIONS)) {
                throw invalid("/" + name, "a batch has " + OPERATIONS + " only");
            }
        }
        if (!(body.get(OPERATIONS) instanceof List<?> operations)) {
            throw invalid("/" + OPERATIONS, "a list of operations is needed");
        }
        if (operations.size() > most) {
            throw invalid(
                    "/" + OPERATIONS, "has " + operations.size() + " operations; at most " + most);
        }
        List<Edit> read = new ArrayList<>(operations.size());
        for (Object operation : operations) {
            read.add(numbered(caller, read.size(), operation));
        }
        return read;
    }

    private Edit numbered(Caller caller, int place, @Nullable Object json) {
        try {
            return edit(caller, BatchOperation.of(place, json));
        } catch (RequestRefused refused) {
            throw new RequestRefused(refused.problem().with(OPERATION, place));
        }
    }

    private Edit edit(Caller caller, BatchOperation operation) {
        Model model = models.named(operation.text("model"));
        caller.requireModel(model.name());
        return switch (operation.verb()) {
            case CREATE -> edits.create(model, operation.item());
            case SAVE ->
                    edits.save(
                            model,
                            key(model, operation),
                            operation.item(),
                            guard(model, operation));
            case PATCH ->
                    edits.patch(
                            model,
                            key(model, operation),
                            operation.item(),
                            guard(model, operation));
            case DELETE ->
                    edits.delete(
                            caller,
                            key(model, operation),
                            guard(model, operation),
                            operation.cascade());
        };
    }

    /// An object of key fields, or the value of the only one.
    private static ItemKey key(Model model, BatchOperation operation) {
        Object key = operation.get("key");
        if (key instanceof Map<?, ?> json) {
            return KeyReader.fromJson(model, JsonText.object(json));
        }
        List<String> fields = model.key().fields();
        if (fields.size() > 1 || key == null) {
            throw operation.refusing(
                    "key", "needs an object of key fields: " + String.join(", ", fields));
        }
        Map<String, @Nullable Object> only = new LinkedHashMap<>();
        only.put(fields.getFirst(), key);
        return KeyReader.fromJson(model, only);
    }

    private Guard guard(Model model, BatchOperation operation) {
        Predicate condition =
                operation.has("condition")
                        ? queries.predicate(
                                model, "condition", operation.get("condition"), Relations.REFUSED)
                        : new Predicate.All();
        return new Guard(condition, operation.expected());
    }

    private static RequestRefused invalid(String path, String reason) {
        return RequestRefused.because(new InputProblem.BodyInvalid(path, reason));
    }
}
