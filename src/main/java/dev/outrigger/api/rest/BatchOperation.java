package dev.outrigger.api.rest;

import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.wire.BatchVerb;
import dev.outrigger.api.wire.JsonText;
import dev.outrigger.model.Version;
import dev.outrigger.sync.Cascade;
import dev.outrigger.sync.edit.Expected;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;

/// One operation of a batch as it is written: members that its kind has, and no others.
record BatchOperation(int place, BatchVerb verb, Map<String, @Nullable Object> members) {
    /// @param place among the operations of the batch, from 0
    static BatchOperation of(int place, @Nullable Object json) {
        if (!(json instanceof Map<?, ?> object)) {
            throw invalid(path(place), "an operation is an object");
        }
        Map<String, @Nullable Object> members = JsonText.object(object);
        BatchVerb verb = verb(place, members.get("op"));
        for (String name : members.keySet()) {
            if (!verb.has(name)) {
                throw invalid(
                        path(place) + "/" + name,
                        "%s has %s only".formatted(verb.word(), String.join(", ", verb.members())));
            }
        }
        return new BatchOperation(place, verb, members);
    }

    private static BatchVerb verb(int place, @Nullable Object word) {
        return Optional.ofNullable(word instanceof String text ? text : null)
                .flatMap(BatchVerb::of)
                .orElseThrow(
                        () -> invalid(path(place) + "/op", "needs one of " + BatchVerb.words()));
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    @Nullable Object get(String name) {
        return members.get(name);
    }

    String text(String name) {
        if (get(name) instanceof String text) {
            return text;
        }
        throw refusing(name, "needs a string");
    }

    /// The fields that the operation writes.
    Map<String, @Nullable Object> item() {
        if (get("item") instanceof Map<?, ?> item) {
            return JsonText.object(item);
        }
        throw refusing("item", "needs an object of fields");
    }

    /// What becomes of related items, or null for what is configured.
    @Nullable Cascade cascade() {
        return CascadeWord.read(has(CascadeWord.NAME) ? text(CascadeWord.NAME) : null);
    }

    /// The state in which the item must be.
    Expected expected() {
        return switch (get("ifVersion")) {
            case null -> new Expected.Anything();
            case Integer number when number > 0 -> new Expected.AtVersion(new Version(number));
            case Long number when number > 0 -> new Expected.AtVersion(new Version(number));
            default -> throw refusing("ifVersion", "needs a version, which is 1 at least");
        };
    }

    /// Refuses what the operation has under a name.
    RequestRefused refusing(String name, String reason) {
        return invalid(path(place) + "/" + name, reason);
    }

    private static String path(int place) {
        return "/operations/" + place;
    }

    private static RequestRefused invalid(String path, String reason) {
        return RequestRefused.because(new InputProblem.BodyInvalid(path, reason));
    }
}
