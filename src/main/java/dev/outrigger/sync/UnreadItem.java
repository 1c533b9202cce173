package dev.outrigger.sync;

import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Version;

import org.jspecify.annotations.Nullable;

/// An item that the backend sent and that the replica cannot take in, as it was sent.
///
/// @param key null when it could not be read either
/// @param version null when it could not be read either
/// @param json text of the item as JSON
/// @param reason one sentence without values
public record UnreadItem(
        String model,
        @Nullable ItemKey key,
        @Nullable Version version,
        String json,
        String reason) {
    public UnreadItem {
        if (key != null && !key.model().equals(model)) {
            throw new IllegalArgumentException(key + " is no key of " + model);
        }
    }

    /// The same item, for a reason that somebody knows better.
    public UnreadItem because(String better) {
        return new UnreadItem(model, key, version, json, better);
    }

    /// False when nothing was told of the item, not even which one it is, so that there is nothing
    /// to keep.
    public boolean told() {
        return !json.equals("null");
    }

    /// Whether a replica that knows this version of the item has nothing to learn from it.
    public boolean outdatedBy(@Nullable Version known) {
        return version != null && known != null && known.number() > version.number();
    }

    /// No values: they must not reach a log by way of `toString`.
    @Override
    public String toString() {
        return "unread " + (key == null ? model : key.toString());
    }
}
