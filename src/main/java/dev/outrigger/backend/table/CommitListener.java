package dev.outrigger.backend.table;

import java.util.List;

/// Hears of every write, whichever process or SQL session made it, once and in commit order.
///
/// Calls come one after the other, from the writer's thread or from the one that reads what others
/// wrote, so an implementation hands over and returns.
@FunctionalInterface
public interface CommitListener {
    /// Of a write of this process, unless others' writes come before it, the call comes before its
    /// caller gets the answer.
    void committed(List<Committed> writes);

    /// Some writes were pruned before they could be told; those that follow are told again.
    default void missed() {}

    /// True while it has no use for any write: it may be spared then, from any thread.
    default boolean idle() {
        return false;
    }
}
