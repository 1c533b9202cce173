package dev.outrigger.runtime;

import dev.outrigger.contract.KeyOperations;
import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Version;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.UnreadItem;
import dev.outrigger.sync.expression.Expression;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.sync.pull.DigestOutcome;
import dev.outrigger.sync.pull.KeyBuckets;
import dev.outrigger.sync.pull.KeysOutcome;
import dev.outrigger.sync.pull.PageRequest;
import dev.outrigger.sync.pull.PullOutcome;
import dev.outrigger.sync.push.FetchOutcome;
import dev.outrigger.sync.push.PushOutcome;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A backend that keeps the AppSync contract, as the engine sees it. Failures are values: no stage
/// completes exceptionally. Every call ends within the adapter's own time limit.
public interface Backend {
    /// @param selected what the page is to be limited to, as far as the backend can do that: it may
    ///     hold more
    CompletionStage<PullOutcome> pull(PageRequest request, Expression selected);

    /// Sends mutations, in one document where there are several; none builds on another one.
    ///
    /// @return one outcome for each, in their order
    CompletionStage<List<PushOutcome>> push(List<Outgoing> document);

    /// Reads items, in one document where there are several.
    ///
    /// @return one outcome for each, in the order of the keys
    CompletionStage<List<FetchOutcome>> fetch(List<ItemKey> keys);

    /// The digest of the keys that the backend has of a model.
    ///
    /// @param buckets a power of two
    CompletionStage<DigestOutcome> digest(String model, int buckets);

    /// About how many items a base sync of a model brings; empty when the backend does not say.
    default CompletionStage<OptionalLong> estimate(String model) {
        return CompletableFuture.completedStage(OptionalLong.empty());
    }

    /// The keys in some buckets of that digest, which hold at most [KeyOperations#MOST_KEYS]
    /// together.
    CompletionStage<KeysOutcome> keysIn(String model, KeyBuckets buckets);

    /// Opens the changefeed of these models: one socket, three subscriptions a model. With no model
    /// it is open at once. It may tell more than what is selected, and tells every item that leaves
    /// the selection.
    ///
    /// @return the open link; closing it ends all calls of the listener
    Link listen(List<String> models, Expressions selected, Listener listener);

    /// Gives up every call that is under way: its connection is closed, and its stage completes as
    /// one that had no answer.
    ///
    /// @return how many there were
    CompletionStage<Integer> cancelCalls();

    /// A mutation that is sent.
    ///
    /// @param base the version that the mutation builds on, or null for a create
    /// @param madeFrom whether that is a live item; what is made from a tombstone brings it back
    record Outgoing(Mutation mutation, @Nullable Version base, Presence madeFrom) {
        /// Made from a live item, or from none.
        public Outgoing(Mutation mutation, @Nullable Version base) {
            this(mutation, base, Presence.LIVE);
        }
    }

    /// An open changefeed.
    interface Link {
        void close();
    }

    /// What a changefeed tells. Calls come one at a time and may come on any thread.
    interface Listener {
        /// Every subscription was acknowledged; comes once, before any item.
        void acknowledged();

        void received(RemoteItem item);

        /// A change was told whose item cannot be read.
        default void unread(UnreadItem item) {}

        /// The backend does not tell of all changes of this model, for lack of rights say; pulls
        /// still bring them. May come several times for a model; it is asked for again later.
        default void withheld(String model, String reason) {}

        /// The backend does not take the filter of a model's expression, so that it sends more than
        /// is selected. Comes once for each expression, also by a pull while the link is open.
        default void filterRefused(String model, String reason) {}

        /// The link is gone and will not come back; the last call.
        void lost(String reason);
    }
}
