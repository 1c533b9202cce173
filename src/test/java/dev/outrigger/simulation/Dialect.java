package dev.outrigger.simulation;

import dev.outrigger.contract.Mutation;
import dev.outrigger.json.DefaultValue;
import dev.outrigger.model.ItemReader;
import dev.outrigger.model.ItemReading;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.evolution.MutationTranslation;
import dev.outrigger.sync.evolution.TranslatedMutation;
import dev.outrigger.sync.evolution.WrittenMutation;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How a device and the backend understand each other while only one of them has the new release.
///
/// @param device the schema of the device
/// @param backend that of the backend
record Dialect(Schema device, Schema backend) {
    /// True when nothing can be misunderstood.
    boolean shared() {
        return device == backend;
    }

    /// Whether the backend has everything that the device asks it for of a model. A document that
    /// names what it has not is refused as a whole.
    boolean covers(String model) {
        if (shared()) {
            return true;
        }
        Model theirs = backend.model(model).orElse(null);
        return theirs != null
                && device.required(model).fields().stream()
                        .allMatch(field -> theirs.field(field.name()).isPresent());
    }

    /// A mutation as the backend takes it; empty when it is no input of the backend's.
    Optional<Mutation> input(Mutation mutation) {
        if (shared()) {
            return Optional.of(mutation);
        }
        if (!covers(mutation.key().model())) {
            return Optional.empty();
        }
        WrittenMutation written =
                new WrittenMutation(mutation.key(), mutation.kind(), mutation.fields(), null);
        return switch (new MutationTranslation(backend, DefaultValue::of).translate(written)) {
            case TranslatedMutation.Sendable(Mutation taken, var _) -> Optional.of(taken);
            case TranslatedMutation.Incomplete _, TranslatedMutation.Unsayable _ ->
                    Optional.empty();
        };
    }

    /// An item of the backend's as the device reads it; empty when it cannot.
    Optional<RemoteItem> read(RemoteItem item) {
        if (shared()) {
            return Optional.of(item);
        }
        Model model = device.model(item.key().model()).orElse(null);
        if (model == null) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> asked = new LinkedHashMap<>(item.item().fields());
        asked.keySet().removeIf(name -> model.field(name).isEmpty());
        return switch (new ItemReader(device).read(model, asked)) {
            case ItemReading.Complete(var complete) ->
                    Optional.of(
                            new RemoteItem(
                                    complete,
                                    item.version(),
                                    item.lastChangedAt(),
                                    item.presence()));
            case ItemReading.Invalid _ -> Optional.empty();
        };
    }
}
