package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.table.Committed;
import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Model;
import dev.outrigger.predicate.Predicate;

import org.jspecify.annotations.Nullable;

/// Why a subscription's document is executed. Its field has no other meaning than this.
public sealed interface ChangefeedRead {
    /// To learn which writes it is for: the field is null, and the answer is in here.
    final class Registration implements ChangefeedRead {
        private @Nullable Interest interest;

        void found(Interest asked) {
            this.interest = asked;
        }

        /// What the document asks for; null when it could not be executed.
        public @Nullable Interest interest() {
            return interest;
        }
    }

    /// To put together what its subscribers get for one write.
    record Delivery(Committed write) implements ChangefeedRead {}

    /// Which writes a subscription is for.
    record Interest(Model model, Mutation.Kind kind, Predicate filter) {}
}
