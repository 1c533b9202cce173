package dev.outrigger.api.wire;

import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Version;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A write as every device knows it: the item, and the version that the backend gave it. Clients
/// hand it on as an opaque text.
public record WriteToken(ItemKey key, Version version) {
    private static final int MEMBERS = 3;

    public String text(Model model) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int part = 0; part < model.key().fields().size(); part++) {
            fields.put(model.key().fields().get(part), key.values().get(part));
        }
        List<Object> json = List.of(key.model(), fields, version.number());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.writeBytes(json));
    }

    /// That of an item as clients are answered it; empty while the backend does not have it so.
    public static Optional<WriteToken> of(Model model, Map<?, ?> item) {
        return Boolean.FALSE.equals(item.get("_pending"))
                        && item.get("_version") instanceof Number version
                ? Optional.of(new WriteToken(key(model, item), new Version(version.longValue())))
                : Optional.empty();
    }

    /// The key of an item as clients are answered it.
    public static ItemKey key(Model model, Map<?, ?> item) {
        List<Object> values = new ArrayList<>();
        model.key().fields().forEach(name -> values.add(item.get(name)));
        return new ItemKey(model.name(), values);
    }

    /// @return empty when no answer of this API gave `text`
    /// @throws dev.outrigger.api.problem.RequestRefused when it is of a model that the schema does
    ///     not have, or of a key that the model cannot have
    @SuppressWarnings("unchecked")
    public static Optional<WriteToken> read(Models models, String text) {
        if (!(decoded(text) instanceof List<?> json)
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

    private static @Nullable Object decoded(String text) {
        try {
            return Json.read(
                    Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IllegalArgumentException | MalformedJson _) {
            return null;
        }
    }
}
