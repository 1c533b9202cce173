package dev.outrigger.sync.evolution;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.PendingMutation.Standing;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What becomes of one stored mutation under another schema.
public sealed interface MutationFate {
    /// It keeps its place, said anew.
    ///
    /// @param base the values that it was made from; null when it had none
    /// @param related without parents that no longer mean anything
    /// @param leftOut names of fields that its client wrote and that the schema has no more
    /// @param held why it waits for its client, or will if the backend does not have it yet; null
    ///     when nothing is missing
    record Stays(
            Mutation mutation,
            @Nullable Map<String, @Nullable Object> base,
            Set<ItemKey> related,
            Standing standing,
            List<String> leftOut,
            @Nullable String held)
            implements MutationFate {
        public Stays {
            related = Set.copyOf(related);
            leftOut = List.copyOf(leftOut);
        }

        /// True when it waits for its client.
        public boolean waits() {
            return held != null && standing == Standing.HELD;
        }

        /// True when it waits for its client from now on: as it is, nothing was tried with it.
        public boolean stops(Standing before) {
            return waits() && before != Standing.HELD;
        }

        /// The same, made from other values.
        Stays madeFrom(Map<String, @Nullable Object> under) {
            return new Stays(mutation, under, related, standing, leftOut, held);
        }

        /// No values: they must not reach a log by way of `toString`.
        @Override
        public String toString() {
            return "Stays[" + mutation + ", " + standing + "]";
        }
    }

    /// It is kept as it was written, for somebody to read.
    ///
    /// @param reason one sentence without values
    record Stranded(String reason) implements MutationFate {}
}
