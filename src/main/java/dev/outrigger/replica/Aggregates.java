package dev.outrigger.replica;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Answers what many items come to, by one statement. Its stages complete as those of
/// [ReplicaStore] do.
public interface Aggregates {
    CompletionStage<Outcome> aggregate(Aggregation aggregation);

    /// What became of the question.
    sealed interface Outcome {
        /// @param groups in the order of their keys, nulls first
        /// @param more whether there are groups beyond the limit
        record Groups(List<Group> groups, boolean more) implements Outcome {
            public Groups {
                groups = List.copyOf(groups);
            }
        }

        /// A sum or an average is larger than its type can hold.
        record OutOfRange() implements Outcome {}
    }

    /// @param key the values of the fields that make the group
    /// @param values of the measures, in their order
    record Group(List<@Nullable Object> key, List<@Nullable Object> values) {
        public Group {
            key = Collections.unmodifiableList(new ArrayList<>(key));
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }
    }
}
