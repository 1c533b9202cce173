package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.authorization.OwnerNames;
import dev.outrigger.backend.table.Committed;
import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Model;
import dev.outrigger.predicate.Predicate;

import org.jspecify.annotations.Nullable;

import java.util.Map;

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
    ///
    /// @param filter the client's, and what the caller may see
    /// @param owners whose items: by the owner field, the name that is shown of them
    record Interest(Model model, Mutation.Kind kind, Predicate filter, Map<String, String> owners) {
        public Interest {
            owners = Map.copyOf(owners);
        }

        /// Whether an item is of the owners that the subscription names, if it names any.
        public boolean isOfOwner(VersionedItem item) {
            return owners.entrySet().stream().allMatch(owner -> isOwner(item, owner));
        }

        private static boolean isOwner(VersionedItem item, Map.Entry<String, String> owner) {
            return owner.getValue().equals(OwnerNames.shown(item.item().value(owner.getKey())));
        }
    }
}
