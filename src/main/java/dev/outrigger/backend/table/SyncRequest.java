package dev.outrigger.backend.table;

import dev.outrigger.model.Model;

import java.util.List;

/// Which page of a sync is asked for.
///
/// @param base how a base sync reads: all items of the model, or those of one partition
/// @param partition the values of the query's partition fields
/// @param lastSync the `startedAt` of the client's last sync, in milliseconds; 0 when there is none
public record SyncRequest(ItemQuery base, List<Object> partition, long lastSync, PageRequest page) {
    public SyncRequest {
        partition = List.copyOf(partition);
    }

    public static SyncRequest ofAll(Model model, long lastSync, PageRequest page) {
        return new SyncRequest(ItemQuery.all(model), List.of(), lastSync, page);
    }

    Model model() {
        return base.model();
    }
}
