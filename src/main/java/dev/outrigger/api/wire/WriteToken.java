package dev.outrigger.api.wire;

import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Version;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A write as every device knows it: the item, and the version that the backend gave it. Clients
/// hand it on as an opaque text.
public record WriteToken(ItemKey key, Version version) {
    private static final int MEMBERS = 3;

    public String text(Model model) {
        return OpaqueText.write(List.of(key.model(), model.keyFields(key), version.number()));
    }

    /// That of an item as clients are answered it; empty while the backend does not have it so.
    public static Optional<WriteToken> of(Model model, Map<String, ?> item) {
        return Boolean.FALSE.equals(item.get("_pending"))
                        && item.get("_version") instanceof Number version
                ? Optional.of(new WriteToken(model.keyOf(item), new Version(version.longValue())))
                : Optional.empty();
    }

    /// @return empty when no answer of this API gave `text`
    /// @throws dev.outrigger.api.problem.RequestRefused when it is of a model that the schema does
    ///     not have, or of a key that the model cannot have
    @SuppressWarnings("unchecked")
    public static Optional<WriteToken> read(Models models, String text) {
        if (!(OpaqueText.read(text) instanceof List<?> json)
                || json.size() != MEMBERS
                || !(json.get(0) instanceof String model)
                || !(json.get(1) instanceof Map<?, ?> key)
                || !(json.get(2) instanceof Number version)
                || version.longValue() < 1) {
            return Optional.empty();
        }
        ItemKey read = KeyReader.fromJson(models.named(model), (Map<String, @Nullable Object>) key);
        return Optional.of(new WriteToken(read, new Version(version.longValue())));
    }
}
