package dev.outrigger.simulation;

import dev.outrigger.conflict.Arbiter;
import dev.outrigger.conflict.Ground;
import dev.outrigger.conflict.MutationOutcome;
import dev.outrigger.conflict.MutationRequest;
import dev.outrigger.conflict.Resolution;
import dev.outrigger.conflict.Ruling;
import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.contract.KeyDigest;
import dev.outrigger.contract.Mutation;
import dev.outrigger.json.DefaultValue;
import dev.outrigger.model.Field;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.evolution.ItemTranslation;
import dev.outrigger.sync.expression.Expression;
import dev.outrigger.sync.pull.DigestOutcome;
import dev.outrigger.sync.pull.KeyBuckets;
import dev.outrigger.sync.pull.KeysOutcome;
import dev.outrigger.sync.pull.PageRequest;
import dev.outrigger.sync.pull.PullOutcome;
import dev.outrigger.sync.push.FetchOutcome;
import dev.outrigger.sync.push.PushLimits;
import dev.outrigger.sync.push.PushOutcome;
import dev.outrigger.testing.Bucketed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A backend in memory that decides as ours does, by the strategy of the run, with base and delta.
final class SimulatedBackend {
    /// One mutation that the backend carried out, with who sent it.
    record Delivery(String device, Mutation mutation, VersionedItem result) {}

    private final World world;
    private final SimulationOptions options;
    private final Weather weather;
    private final Map<ItemKey, VersionedItem> base = new LinkedHashMap<>();
    private final List<VersionedItem> delta = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final Set<ItemKey> refused = new HashSet<>();
    private final Set<ItemKey> forgotten = new HashSet<>();
    private final Map<ItemKey, Integer> deaths = new HashMap<>();
    private final List<Subscriber> subscribers = new ArrayList<>();
    private Schema schema;

    /// Who hears of what is stored, for as long as the backend does not start anew.
    interface Subscriber {
        void publish(RemoteItem item);

        void lose(String reason);
    }

    SimulatedBackend(Weather weather) {
        this.schema = weather.options().schema();
        this.world = weather.world();
        this.options = weather.options();
        this.weather = weather;
    }

    /// For good, as far as the backend is concerned.
    PushOutcome refuse(Mutation mutation) {
        refused.add(mutation.key());
        return new PushOutcome.Refused("Unauthorized", "not yours");
    }

    /// It is no input of the schema that it has.
    PushOutcome refuseInput(Mutation mutation) {
        refused.add(mutation.key());
        return new PushOutcome.Refused(
                Rejection.of(Rejection.Cause.BAD_RECORD, "ValidationError", "no such field"));
    }

    /// It dies of a mutation of the item. Of one that it has died of so often the device may know
    /// enough to hold it, which is no other than a refusal then.
    void dieOf(ItemKey item) {
        if (deaths.merge(item, 1, Integer::sum) >= PushLimits.defaults().setbacks()) {
            refused.add(item);
        }
    }

    /// Starts anew with the release, whose migration gives every item what it needs.
    void upgrade() {
        Release release = options.release();
        if (release == null || schema == release.schema()) {
            return;
        }
        schema = release.schema();
        base.keySet().removeIf(key -> schema.model(key.model()).isEmpty());
        ItemTranslation translation = new ItemTranslation(schema, SimulatedBackend::filledIn);
        base.replaceAll((_, item) -> migrated(item, translation));
        delta.removeIf(item -> schema.model(item.key().model()).isEmpty());
        delta.replaceAll(item -> migrated(item, translation));
        List.copyOf(subscribers).forEach(each -> each.lose("the backend started anew"));
    }

    private VersionedItem migrated(VersionedItem item, ItemTranslation translation) {
        return new VersionedItem(
                translation
                        .item(schema.required(item.key().model()), item.item().fields())
                        .orElseThrow(),
                item.version(),
                item.lastChangedAt(),
                item.presence());
    }

    private static Object filledIn(Field field) {
        Object given = DefaultValue.of(field);
        return given == null ? "filled in" : given;
    }

    /// Keys of items of which a mutation was refused, or failed until the device may hold it.
    Set<ItemKey> refused() {
        return refused;
    }

    /// Keys of items that were deleted so long ago that nothing is left of them.
    Set<ItemKey> forgotten() {
        return forgotten;
    }

    Schema schema() {
        return schema;
    }

    Map<ItemKey, VersionedItem> base() {
        return base;
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    Runnable subscribe(Subscriber subscriber) {
        subscribers.add(subscriber);
        return () -> subscribers.remove(subscriber);
    }

    private MutationOutcome decided(Mutation mutation, Ground ground) {
        forgetDeletions();
        Arbiter arbiter =
                new Arbiter(schema.required(mutation.key().model()), options.rules().backend());
        VersionedItem stored = base.get(mutation.key());
        MutationRequest request = new MutationRequest(mutation, ground);
        return switch (arbiter.decide(stored, request, world.now())) {
            case MutationOutcome.Unresolved(VersionedItem current, VersionedItem proposed) ->
                    arbiter.decide(
                            stored,
                            request.ruled(new Ruling(current.version(), lambda(current, proposed))),
                            world.now());
            case MutationOutcome.Final decided -> decided;
        };
    }

    /// The program behind a backend whose strategy is Lambda: anything that one may say.
    private Resolution lambda(VersionedItem current, VersionedItem proposed) {
        int choice = world.random().nextInt(3);
        if (choice == 0) {
            return new Resolution.Reject();
        }
        if (!proposed.live()) {
            return new Resolution.Remove();
        }
        return new Resolution.Replace(choice == 1 ? proposed.item() : current.item());
    }

    private void forgetDeletions() {
        options.tombstoneTtl().map(ttl -> world.now().minus(ttl)).ifPresent(this::forgetDeletions);
    }

    private void forgetDeletions(Instant before) {
        List<ItemKey> old =
                base.values().stream()
                        .filter(item -> !item.live() && item.lastChangedAt().isBefore(before))
                        .map(VersionedItem::key)
                        .toList();
        if (!old.isEmpty()) {
            weather.came(Fault.DELETION_FORGOTTEN);
            forgotten.addAll(old);
            base.keySet().removeAll(Set.copyOf(old));
        }
    }

    /// Answers as if it were stored.
    PushOutcome forget(String device, Mutation mutation, Ground ground) {
        return decided(mutation, ground) instanceof MutationOutcome.Stored(VersionedItem item)
                ? new PushOutcome.Accepted(remote(item))
                : push(device, mutation, ground);
    }

    PushOutcome push(String device, Mutation mutation, Ground ground) {
        return switch (decided(mutation, ground)) {
            case MutationOutcome.Stored(VersionedItem item) -> {
                base.put(item.key(), item);
                delta.add(item);
                deliveries.add(new Delivery(device, mutation, item));
                RemoteItem event = remote(item);
                List.copyOf(subscribers).forEach(each -> each.publish(event));
                yield new PushOutcome.Accepted(event);
            }
            case MutationOutcome.Repeated(VersionedItem item) ->
                    new PushOutcome.Accepted(remote(item));
            case MutationOutcome.Conflict(VersionedItem current) ->
                    new PushOutcome.Conflict(remote(current));
            case MutationOutcome.Denied _ ->
                    throw new IllegalStateException("nothing guards a simulated backend");
            case MutationOutcome.Unresolved _ ->
                    throw new IllegalStateException("the simulated Lambda has ruled");
            case MutationOutcome.Refused(MutationOutcome.Reason reason) ->
                    new PushOutcome.ConditionFailed(reason.name());
        };
    }

    FetchOutcome fetch(ItemKey key) {
        forgetDeletions();
        VersionedItem item = base.get(key);
        return item == null ? new FetchOutcome.Absent() : new FetchOutcome.Found(remote(item));
    }

    /// The token is `startedAt|table|position`.
    PullOutcome pull(PageRequest request, Expression selected) {
        forgetDeletions();
        Instant startedAt = world.now();
        boolean useDelta =
                request.lastSync() != null
                        && !request.lastSync()
                                .isBefore(world.now().minus(options.times().deltaTtl()));
        if (request.lastSync() != null && !useDelta) {
            weather.came(Fault.DELTA_EXPIRED);
        }
        int position = 0;
        if (request.nextToken() != null) {
            String[] parts = request.nextToken().split("\\|");
            startedAt = Instant.ofEpochMilli(Long.parseLong(parts[0]));
            useDelta = Boolean.parseBoolean(parts[1]);
            position = Integer.parseInt(parts[2]);
            if (startedAt.isBefore(world.now().minus(options.times().tokenTtl()))) {
                weather.came(Fault.TOKEN_EXPIRED);
                return new PullOutcome.TokenRefused("the token is too old");
            }
        }
        List<VersionedItem> rows =
                (useDelta ? delta.stream() : base.values().stream())
                        .filter(item -> item.key().model().equals(request.model()))
                        .toList();
        Stream<VersionedItem> page = rows.stream().skip(position).limit(request.limit());
        if (useDelta) {
            page = page.filter(item -> !item.lastChangedAt().isBefore(request.lastSync()));
        }
        page = page.filter(item -> selected.selects(item.item()));
        int next = position + request.limit();
        return new PullOutcome.Page(
                page.map(SimulatedBackend::remote).toList(),
                List.of(),
                next < rows.size() ? startedAt.toEpochMilli() + "|" + useDelta + "|" + next : null,
                startedAt);
    }

    DigestOutcome digest(String model, int buckets) {
        return new DigestOutcome.Told(world.now(), KeyDigest.of(buckets, live(model)));
    }

    KeysOutcome keysIn(String model, KeyBuckets buckets) {
        return new KeysOutcome.Told(
                live(model).stream()
                        .filter(Bucketed.in(buckets))
                        .map(KeyDigest::text)
                        .collect(Collectors.toSet()));
    }

    private List<ItemKey> live(String model) {
        return base.values().stream()
                .filter(item -> item.live() && item.key().model().equals(model))
                .map(VersionedItem::key)
                .toList();
    }

    static RemoteItem remote(VersionedItem item) {
        return new RemoteItem(
                item.item(),
                item.version(),
                item.lastChangedAt(),
                item.live() ? StoredItem.Presence.LIVE : StoredItem.Presence.TOMBSTONE);
    }
}
