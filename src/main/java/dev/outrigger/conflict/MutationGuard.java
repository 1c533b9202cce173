package dev.outrigger.conflict;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Says whether a mutation may be made of what is stored. It is asked in the transaction that
/// writes the item, so that nothing can come between the question and the write.
@FunctionalInterface
public interface MutationGuard {
    /// @param stored null when there is no such item
    Verdict judge(@Nullable VersionedItem stored);

    /// What a guard says.
    sealed interface Verdict {
        record Granted() implements Verdict {}

        /// @param fields those that may not be written so; empty when the mutation as a whole may
        ///     not be made
        record Refused(List<String> fields) implements Verdict {
            public Refused {
                fields = List.copyOf(fields);
            }
        }
    }

    /// Lets every mutation pass.
    static MutationGuard none() {
        return _ -> new Verdict.Granted();
    }
}
