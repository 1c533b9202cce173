package dev.outrigger.replica;

import java.util.concurrent.CompletionStage;

/// Reads the first items of many groups at once, such as the children of many parents: by one
/// statement, however many there are. Its stages complete as those of [ReplicaStore] do.
public interface GroupedReads {
    CompletionStage<GroupedPages> pages(GroupedQuery query);
}
