package dev.outrigger.testing;

import dev.outrigger.contract.KeyDigest;
import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Version;
import dev.outrigger.runtime.Backend;
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

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A backend that says what the test tells it to say, and otherwise keeps items as a good one
/// would. It never sends changes by itself: [#feed] does.
public final class ScriptedBackend implements Backend {
    /// The backend's clock, which stands still.
    public static final Instant STARTED_AT = Instant.parse("2026-03-02T10:00:00Z");

    private final Schema schema;
    private final Map<ItemKey, RemoteItem> items = new LinkedHashMap<>();
    private final List<Outgoing> pushed = new ArrayList<>();
    private final List<Integer> documents = new ArrayList<>();
    private final List<PageRequest> pulled = new ArrayList<>();
    private final List<Expression> pulledSelected = new ArrayList<>();
    private final List<Expressions> listened = new ArrayList<>();
    private final List<ItemKey> fetched = new ArrayList<>();
    private final Deque<PushOutcome> pushOutcomes = new ArrayDeque<>();
    private final Deque<PullOutcome> pullOutcomes = new ArrayDeque<>();
    private final Deque<Runnable> heldBack = new ArrayDeque<>();
    private final List<CompletableFuture<List<PushOutcome>>> unanswered = new ArrayList<>();
    private final Poison poison = new Poison();
    private Function<Outgoing, @Nullable PushOutcome> troubles = _ -> null;
    private @Nullable Listener listener;
    private int links;
    private List<String> heard = List.of();
    private boolean answersLate;
    private boolean reachable = true;
    private boolean digests;
    private OptionalLong estimate = OptionalLong.empty();
    private boolean filters;
    private int keysAsked;
    private int fetchesTogether = Integer.MAX_VALUE;
    private Runnable afterLook = () -> {};

    public ScriptedBackend(Schema schema) {
        this.schema = schema;
    }

    /// The backend has this item.
    public void holds(RemoteItem item) {
        items.put(item.key(), item);
    }

    /// The item is gone, and its tombstone too.
    public void forgets(ItemKey key) {
        items.remove(key);
    }

    /// Happens each time after it has looked for items, and before it answers.
    public void afterEachLook(Runnable happening) {
        afterLook = happening;
    }

    public void tellsDigests() {
        digests = true;
    }

    /// A document that reads more items than these is refused as a whole.
    public void fetchesTogether(int most) {
        fetchesTogether = most;
    }

    /// How often keys of buckets were asked for.
    public int keysAsked() {
        return keysAsked;
    }

    /// The next mutation is answered with this, whatever it is, and not stored.
    public void answersNextPush(PushOutcome outcome) {
        pushOutcomes.add(outcome);
    }

    /// Until [#recovers], mutations are answered with these in turn, and not stored.
    public void isInTrouble(List<PushOutcome> outcomes) {
        answersPushes(_ -> outcomes.get(pushed.size() % outcomes.size()));
    }

    /// Until [#recovers], mutations are answered with this and not stored, where it is not null.
    public void answersPushes(Function<Outgoing, @Nullable PushOutcome> answers) {
        troubles = answers;
    }

    public void recovers() {
        troubles = _ -> null;
        poison.wearsOff();
    }

    public Poison poison() {
        return poison;
    }

    /// The next page is this, whatever is asked.
    public void answersNextPull(PullOutcome outcome) {
        pullOutcomes.add(outcome);
    }

    /// Mutations are stored, and their answers kept back until [#answer].
    public void answersLate() {
        answersLate = true;
    }

    /// Gives the oldest answer that was kept back.
    public void answer() {
        heldBack.remove().run();
    }

    public void unreachable() {
        reachable = false;
        if (listener != null) {
            listener.lost("connection reset");
            listener = null;
        }
    }

    public void reachable() {
        reachable = true;
    }

    /// True while somebody has the changefeed open.
    public boolean listens() {
        return listener != null;
    }

    /// Every subscription is acknowledged.
    public void acknowledgeLink() {
        listener().acknowledged();
    }

    /// The subscriptions of a model are refused.
    public void withholdFeed(String model, String reason) {
        listener().withheld(model, reason);
    }

    /// Sends an item on the changefeed, and keeps it.
    public void feed(RemoteItem item) {
        holds(item);
        listener().received(item);
    }

    /// Sends an item on the changefeed that cannot be read.
    public void feedUnread(UnreadItem item) {
        listener().unread(item);
    }

    public void loseLink(String reason) {
        Listener losing = listener();
        listener = null;
        losing.lost(reason);
    }

    /// The models of the latest changefeed.
    public List<String> heard() {
        return heard;
    }

    public int links() {
        return links;
    }

    public List<Outgoing> pushed() {
        return pushed;
    }

    /// How many mutations each document had, in the order in which they came.
    public List<Integer> documents() {
        return documents;
    }

    public List<PageRequest> pulled() {
        return pulled;
    }

    /// What each of the [#pulled] pages was to be limited to.
    public List<Expression> pulledSelected() {
        return pulledSelected;
    }

    /// What each link was to be limited to.
    public List<Expressions> listened() {
        return listened;
    }

    /// The backend does not take the filter of a model.
    public void refuseFilter(String model, String reason) {
        listener().filterRefused(model, reason);
    }

    public List<ItemKey> fetched() {
        return fetched;
    }

    public @Nullable RemoteItem item(ItemKey key) {
        return items.get(key);
    }

    @Override
    public CompletionStage<PullOutcome> pull(PageRequest request, Expression selected) {
        pulled.add(request);
        pulledSelected.add(selected);
        if (!reachable) {
            return CompletableFuture.completedStage(new PullOutcome.Failed("connection refused"));
        }
        PullOutcome scripted = pullOutcomes.poll();
        return CompletableFuture.completedStage(
                scripted == null ? page(request, selected) : scripted);
    }

    private PullOutcome page(PageRequest request, Expression selected) {
        List<RemoteItem> page =
                items.values().stream()
                        .filter(item -> item.key().model().equals(request.model()))
                        .filter(item -> !filters || selected.selects(item.item()))
                        .toList();
        return new PullOutcome.Page(page, List.of(), null, STARTED_AT);
    }

    /// Pages hold from now on only what is asked for.
    public void filters() {
        filters = true;
    }

    /// It says of every model that it has about so many items.
    public void estimates(long items) {
        estimate = OptionalLong.of(items);
    }

    @Override
    public CompletionStage<OptionalLong> estimate(String model) {
        return CompletableFuture.completedStage(estimate);
    }

    /// It has no digests, as AppSync has none, unless [#tellsDigests] was called.
    @Override
    public CompletionStage<DigestOutcome> digest(String model, int buckets) {
        if (!reachable) {
            return CompletableFuture.completedStage(new DigestOutcome.Failed("connection refused"));
        }
        return CompletableFuture.completedStage(
                digests
                        ? new DigestOutcome.Told(STARTED_AT, KeyDigest.of(buckets, keys(model)))
                        : new DigestOutcome.Unsupported());
    }

    @Override
    public CompletionStage<KeysOutcome> keysIn(String model, KeyBuckets buckets) {
        keysAsked++;
        return CompletableFuture.completedStage(
                new KeysOutcome.Told(
                        keys(model).stream()
                                .filter(Bucketed.in(buckets))
                                .map(KeyDigest::text)
                                .collect(Collectors.toSet())));
    }

    private List<ItemKey> keys(String model) {
        return items.values().stream()
                .filter(item -> item.live() && item.key().model().equals(model))
                .map(RemoteItem::key)
                .toList();
    }

    @Override
    public CompletionStage<List<PushOutcome>> push(List<Outgoing> document) {
        if (!reachable) {
            return CompletableFuture.completedStage(
                    all(document, new PushOutcome.Unanswered("connection refused")));
        }
        documents.add(document.size());
        List<PushOutcome> outcomes = poison.over(document, this::pushed);
        if (!answersLate) {
            return CompletableFuture.completedStage(outcomes);
        }
        CompletableFuture<List<PushOutcome>> late = new CompletableFuture<>();
        unanswered.add(late);
        late.whenComplete((_, _) -> unanswered.remove(late));
        heldBack.add(() -> late.complete(outcomes));
        return late.exceptionally(_ -> all(document, new PushOutcome.Unanswered("cancelled")));
    }

    private static List<PushOutcome> all(List<Outgoing> document, PushOutcome outcome) {
        return Collections.nCopies(document.size(), outcome);
    }

    private PushOutcome pushed(Outgoing outgoing) {
        pushed.add(outgoing);
        PushOutcome trouble = troubles.apply(outgoing);
        PushOutcome scripted = trouble == null ? pushOutcomes.poll() : trouble;
        return scripted == null ? stored(outgoing.mutation()) : scripted;
    }

    private PushOutcome stored(Mutation mutation) {
        Model model = schema.required(mutation.key().model());
        RemoteItem before = items.get(mutation.key());
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(model.keyFields(mutation.key()));
        if (before != null) {
            fields.putAll(before.item().fields());
        }
        fields.putAll(mutation.fields());
        Version version = before == null ? new Version(1) : before.version().next();
        RemoteItem after =
                new RemoteItem(
                        Item.of(model, fields),
                        version,
                        ItemBuilder.SAVED_AT.plusSeconds(version.number()),
                        mutation.kind() == Mutation.Kind.DELETE
                                ? Presence.TOMBSTONE
                                : Presence.LIVE);
        items.put(mutation.key(), after);
        return new PushOutcome.Accepted(after);
    }

    @Override
    public CompletionStage<List<FetchOutcome>> fetch(List<ItemKey> keys) {
        if (keys.size() > fetchesTogether) {
            return CompletableFuture.completedStage(
                    Collections.nCopies(keys.size(), new FetchOutcome.NotTogether("too much")));
        }
        fetched.addAll(keys);
        List<FetchOutcome> outcomes = poison.overLooks(keys, this::found);
        afterLook.run();
        return CompletableFuture.completedStage(outcomes);
    }

    private FetchOutcome found(ItemKey key) {
        if (!reachable) {
            return new FetchOutcome.Failed("connection refused");
        }
        RemoteItem item = items.get(key);
        return item == null ? new FetchOutcome.Absent() : new FetchOutcome.Found(item);
    }

    @Override
    public CompletionStage<Integer> cancelCalls() {
        List<CompletableFuture<List<PushOutcome>>> all = List.copyOf(unanswered);
        all.forEach(late -> late.cancel(false));
        return CompletableFuture.completedStage(all.size());
    }

    @Override
    public Link listen(List<String> models, Expressions selected, Listener opened) {
        heard = List.copyOf(models);
        listened.add(selected);
        links++;
        if (!reachable) {
            opened.lost("connection refused");
            return () -> {};
        }
        listener = opened;
        return () -> {
            if (listener == opened) {
                listener = null;
            }
        };
    }

    private Listener listener() {
        if (listener == null) {
            throw new AssertionError("nobody listens");
        }
        return listener;
    }
}
