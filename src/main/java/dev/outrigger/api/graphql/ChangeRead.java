package dev.outrigger.api.graphql;

import dev.outrigger.contract.Metadata;
import dev.outrigger.graphql.argument.SubscriptionFilter;
import dev.outrigger.model.Item;
import dev.outrigger.model.Model;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.StoredItem;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// Why a subscription's document is executed. Its field has no other meaning than this.
sealed interface ChangeRead {
    /// To learn which changes it is for: the field is null, and the answer is in here.
    final class Registration implements ChangeRead {
        private @Nullable Interest interest;

        void found(Interest asked) {
            this.interest = asked;
        }

        /// What the document asks for; null when it could not be executed.
        @Nullable Interest interest() {
            return interest;
        }
    }

    /// To put together what the subscriber gets for one change.
    record Delivery(StoredItem stored) implements ChangeRead {}

    /// Which changes a subscription is for.
    ///
    /// @param owners values that fields which name owners must have
    record Interest(
            Model model, ItemChange.Kind kind, Predicate filter, Map<String, String> owners) {
        public Interest {
            owners = Map.copyOf(owners);
        }

        boolean covers(ItemChange change) {
            return change.kind() == kind
                    && owners.entrySet().stream().allMatch(owner -> owns(change, owner))
                    && (filter instanceof Predicate.All
                            || SubscriptionFilter.matches(filter, tested(change.after())));
        }

        private static boolean owns(ItemChange change, Map.Entry<String, String> owner) {
            return owner.getValue().equals(change.after().item().value(owner.getKey()));
        }

        /// A live item's `_deleted` is null on the wire, and still what a filter can ask for.
        private static Item tested(StoredItem stored) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>(stored.item().fields());
            fields.put(Metadata.DELETED, !stored.live());
            return new Item(stored.key(), fields);
        }
    }
}
