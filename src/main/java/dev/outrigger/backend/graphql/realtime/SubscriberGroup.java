package dev.outrigger.backend.graphql.realtime;

import dev.outrigger.backend.graphql.resolve.ChangefeedRead;
import dev.outrigger.backend.identity.Caller;
import dev.outrigger.backend.table.Committed;
import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.contract.Metadata;
import dev.outrigger.graphql.argument.SubscriptionFilter;
import dev.outrigger.graphql.execution.GraphQlDocument;
import dev.outrigger.model.Item;
import dev.outrigger.predicate.Predicate;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// All subscriptions of one caller with the same document and variables: what they get for a write
/// is put together once. Used on the event loop only.
final class SubscriberGroup {
    private final Request request;
    private final ChangefeedRead.Interest interest;
    private final Set<Member> members = new LinkedHashSet<>();

    /// What the members sent, and as whom: what a write looks like may depend on that.
    record Request(GraphQlDocument document, Caller caller) {
        /// Variables may hold fields of items.
        @Override
        public String toString() {
            return "Request[" + caller + "]";
        }
    }

    /// One subscription of one connection.
    record Member(Subscriber connection, String id) {}

    SubscriberGroup(Request request, ChangefeedRead.Interest interest) {
        this.request = request;
        this.interest = interest;
    }

    Request request() {
        return request;
    }

    ChangefeedRead.Interest interest() {
        return interest;
    }

    Set<Member> members() {
        return members;
    }

    boolean wants(Committed write) {
        return write.kind() == interest.kind()
                && write.item().key().model().equals(interest.model().name())
                && interest.isOfOwner(write.item())
                && passes(interest.filter(), write.item());
    }

    private static boolean passes(Predicate filter, VersionedItem item) {
        return filter instanceof Predicate.All || SubscriptionFilter.matches(filter, tested(item));
    }

    /// A live item's `_deleted` is null on the wire, and still what a filter can ask for.
    private static Item tested(VersionedItem item) {
        Item extended = item.withMetadata();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(extended.fields());
        fields.put(Metadata.DELETED, !item.live());
        return new Item(extended.key(), fields);
    }
}
