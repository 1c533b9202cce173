package dev.outrigger.backend.table;

import java.util.List;

/// Hears of every write of this process.
@FunctionalInterface
public interface CommitListener {
    /// Calls come in commit order, on the writer's thread and before the writers' callers get their
    /// answers, so an implementation hands over and returns.
    void committed(List<Committed> writes);
}
