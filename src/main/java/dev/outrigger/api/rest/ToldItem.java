package dev.outrigger.api.rest;

import dev.outrigger.api.wire.ItemJson;
import dev.outrigger.model.Item;
import dev.outrigger.replica.ReadItem;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// An item on its way into an answer, with what is told along with it. Several items may have one
/// and the same related item, which is then written once for each.
final class ToldItem {
    private final Item item;
    private final Map<String, @Nullable Object> json;
    private long size = 1;

    ToldItem(ReadItem read) {
        this.item = read.stored().item();
        this.json = ItemJson.of(read.stored());
    }

    Item item() {
        return item;
    }

    Map<String, @Nullable Object> json() {
        return json;
    }

    /// How many items are written for it, itself among them.
    long size() {
        return size;
    }

    void attach(String relation, List<ToldItem> related) {
        json.put(relation, related.stream().map(ToldItem::json).toList());
        related.forEach(each -> size += each.size);
    }

    /// @param related null when there is none
    void attach(String relation, @Nullable ToldItem related) {
        json.put(relation, related == null ? null : related.json);
        size += related == null ? 0 : related.size;
    }
}
