package dev.outrigger.sync.transcript;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.testing.ItemBuilder.SAVED_AT;

import dev.outrigger.model.ItemKey;
import dev.outrigger.replica.KeyInventory;
import dev.outrigger.sync.Moment;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.UnreadItem;
import dev.outrigger.sync.pull.Agenda;
import dev.outrigger.sync.pull.KeyComparison;
import dev.outrigger.sync.pull.ModelPull;
import dev.outrigger.sync.pull.Notice;
import dev.outrigger.sync.pull.PageCheckpoint;
import dev.outrigger.sync.pull.PageRequest;
import dev.outrigger.sync.pull.PullCount;
import dev.outrigger.sync.pull.PullLimits;
import dev.outrigger.sync.pull.PullOutcome;
import dev.outrigger.sync.pull.Reached;
import dev.outrigger.sync.pull.SyncCheckpoint;
import dev.outrigger.sync.pull.SyncCommand;
import dev.outrigger.sync.pull.SyncEvent;
import dev.outrigger.sync.pull.SyncMachine;
import dev.outrigger.sync.pull.SyncState;
import dev.outrigger.sync.pull.SyncStep;
import dev.outrigger.testing.InMemoryReplicaStore;
import dev.outrigger.testing.Schemas;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// One replica's link and pulls, with room for two items of the changefeed. The store answers at
/// once; what the backend does, and when, the story says. Its clock is an hour ahead of ours.
final class PullStory {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private final SyncMachine machine =
            new SyncMachine(
                    Schemas.demo(),
                    new PullLimits(100, 2, Duration.ofHours(24), Duration.ofSeconds(2), 2),
                    SyncPolicies.usual());
    private final InMemoryReplicaStore store = new InMemoryReplicaStore(Schemas.demo(), this::now);
    private final Deque<SyncEvent> events = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private SyncState state = new SyncState.Stopped(0);
    private Instant now = SAVED_AT;
    private boolean storeFails;

    private Instant now() {
        return now;
    }

    List<String> tell(List<String> lines) {
        told.clear();
        String first = lines.getFirst();
        int session = state.session();
        if (first.startsWith("in session ")) {
            String[] parts = first.split(", ", 2);
            session = Integer.parseInt(parts[0].substring("in session ".length()));
            first = parts[1];
        }
        happen(first, lines.subList(1, lines.size()), session);
        while (!events.isEmpty()) {
            SyncStep step = machine.step(state, events.poll(), new Moment(now, 0));
            state = step.next();
            step.commands().forEach(this::perform);
        }
        told.add(describe(state));
        return List.copyOf(told);
    }

    private void happen(String line, List<String> items, int session) {
        String[] parts = line.split(": ", 2);
        String rest = parts.length == 1 ? "" : parts[1];
        String[] words = parts[0].split(" ");
        switch (parts[0]) {
            case "start" -> events.add(new SyncEvent.StartRequested());
            case "stop" -> events.add(new SyncEvent.StopRequested());
            case "now" -> events.add(new SyncEvent.NowRequested());
            case "link acknowledged" -> events.add(new SyncEvent.LinkAcknowledged(session));
            case "link lost" -> events.add(new SyncEvent.LinkLost(session, rest));
            case "wait over" -> events.add(new SyncEvent.WaitOver(session));
            case "the store fails next" -> storeFails = true;
            case "time passes" -> now = now.plus(Words.duration(rest));
            case "feed" ->
                    events.add(new SyncEvent.FeedReceived(session, Words.item(rest).remote()));
            case "show" -> told.add(seen(rest));
            default -> events.add(page(words, rest, items, session));
        }
    }

    /// `page of Post, next T1`, `last page of Post`, `page of Post fails: reason`, and `denied` or
    /// `token refused` instead of `fails`.
    private SyncEvent page(String[] words, String rest, List<String> items, int session) {
        int model = List.of(words).indexOf("of") + 1;
        String end = words[words.length - 1];
        PullOutcome outcome =
                switch (end) {
                    case "fails" -> new PullOutcome.Failed(rest);
                    case "denied" -> new PullOutcome.Unauthorized(rest);
                    case "refused" -> new PullOutcome.TokenRefused(rest);
                    default ->
                            new PullOutcome.Page(
                                    items.stream().map(each -> Words.item(each).remote()).toList(),
                                    List.of(),
                                    words[0].equals("last") ? null : end,
                                    now.plus(Duration.ofHours(1)));
                };
        return new SyncEvent.PageAnswered(session, words[model].replace(",", ""), outcome);
    }

    private void perform(SyncCommand command) {
        told.add(describe(command));
        boolean failing = storeFails;
        switch (command) {
            case SyncCommand.LoadCheckpoints(int session) -> {
                storeFails = false;
                events.add(
                        failing
                                ? new SyncEvent.StoreFailed(session, "the database went away")
                                : new SyncEvent.CheckpointsLoaded(
                                        session, await(store.checkpoints())));
            }
            case SyncCommand.StorePage(
                            int session,
                            String model,
                            List<RemoteItem> items,
                            List<UnreadItem> unread,
                            Reached reached) -> {
                storeFails = false;
                events.add(
                        failing
                                ? new SyncEvent.StoreFailed(session, "the database went away")
                                : new SyncEvent.PageStored(
                                        session,
                                        model,
                                        await(store.apply(model, items, unread, reached))));
            }
            case SyncCommand.CompareKeys compare ->
                    events.add(
                            new SyncEvent.KeysCompared(
                                    compare.session(), compare.model(), removed(compare)));
            case SyncCommand.StoreFeed(int _, List<RemoteItem> items) ->
                    items.forEach(
                            item -> await(store.apply(item.key().model(), List.of(item), null)));
            case SyncCommand.OpenLink _,
                    SyncCommand.CloseLink _,
                    SyncCommand.Pull _,
                    SyncCommand.ArmWait _,
                    SyncCommand.Announce _ -> {}
        }
    }

    /// The story's backend has no digests.
    private KeyComparison removed(SyncCommand.CompareKeys compare) {
        KeyInventory keys = store.keys();
        Instant before = compare.changedBefore();
        List<ItemKey> absent = await(keys.unseen(compare.model(), before, Integer.MAX_VALUE));
        return new KeyComparison.Removed(await(keys.remove(absent, before)));
    }

    private String seen(String words) {
        ItemKey key = Words.item(words).key();
        return await(store.get(key))
                .map(
                        read ->
                                "clients see "
                                        + Words.of(read.stored().version())
                                        + " "
                                        + Words.fields(read.stored().item()))
                .orElse("clients see nothing");
    }

    private static String describe(SyncCommand command) {
        return switch (command) {
            case SyncCommand.OpenLink(int session) -> "OpenLink, session " + session;
            case SyncCommand.CloseLink _ -> "CloseLink";
            case SyncCommand.LoadCheckpoints _ -> "LoadCheckpoints";
            case SyncCommand.Pull(int _, PageRequest request) -> "Pull " + describe(request);
            case SyncCommand.StorePage(
                            int _,
                            String model,
                            List<RemoteItem> items,
                            List<UnreadItem> _,
                            Reached reached) ->
                    "StorePage of " + model + " " + describe(items) + describe(reached);
            case SyncCommand.CompareKeys(int _, String model, Instant before) ->
                    "CompareKeys of " + model + ", before " + clock(before);
            case SyncCommand.StoreFeed(int _, List<RemoteItem> items) ->
                    "StoreFeed " + describe(items);
            case SyncCommand.ArmWait(int _, Duration delay) -> "ArmWait " + Words.of(delay);
            case SyncCommand.Announce(Notice notice) -> "Announce " + describe(notice);
        };
    }

    private static String describe(PageRequest request) {
        return request.model()
                + (request.lastSync() == null ? ", base" : ", since " + clock(request.lastSync()))
                + (request.nextToken() == null ? "" : ", page " + request.nextToken());
    }

    private static String describe(List<RemoteItem> items) {
        return items.stream().map(Words::of).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String describe(Reached reached) {
        return switch (reached) {
            case SyncCheckpoint end -> ", reached " + clock(end.startedAt());
            case PageCheckpoint page ->
                    page.nextToken() == null
                            ? ", all pages here"
                            : ", page " + page.nextToken() + " next";
        };
    }

    private static String describe(Notice notice) {
        return switch (notice) {
            case Notice.NetworkStatus(boolean active) ->
                    "NetworkStatus " + (active ? "active" : "inactive");
            case Notice.SyncQueriesStarted(List<String> models) -> "SyncQueriesStarted " + models;
            case Notice.PullProgressed(String model, PullCount count) ->
                    "PullProgressed " + model + ", received " + count.received();
            case Notice.ModelSynced(String model, var kind, PullCount count) ->
                    "ModelSynced "
                            + model
                            + ", "
                            + kind
                            + ", new "
                            + count.applied().inserted()
                            + ", updated "
                            + count.applied().updated()
                            + ", deleted "
                            + count.applied().deleted();
            case Notice.ModelFailed(String model, String reason) ->
                    "ModelFailed " + model + ", " + reason;
            case Notice.ModelUnauthorized(String model, String reason) ->
                    "ModelUnauthorized " + model + ", " + reason;
            case Notice.FilterRefused(String model, String reason) ->
                    "FilterRefused " + model + ", " + reason;
            case Notice.SubscriptionsEstablished _,
                    Notice.NonApplicable _,
                    Notice.SyncQueriesReady _,
                    Notice.Ready _ ->
                    notice.getClass().getSimpleName();
        };
    }

    private static String describe(SyncState state) {
        return switch (state) {
            case SyncState.Stopped _ -> "Stopped";
            case SyncState.Connecting(int session, int failures) ->
                    "Connecting, session " + session + failures(failures);
            case SyncState.CatchingUp(
                            int session,
                            int failures,
                            var round,
                            var buffer,
                            boolean overflown) ->
                    "CatchingUp, session "
                            + session
                            + failures(failures)
                            + round.pulls().entrySet().stream()
                                    .map(each -> ", " + each.getKey() + " " + kind(each.getValue()))
                                    .collect(Collectors.joining())
                            + (buffer.isEmpty() ? "" : ", buffered " + describe(buffer))
                            + (overflown ? ", overflown" : "");
            case SyncState.CaughtUp(int session, int failures, Agenda agenda) ->
                    "CaughtUp, session "
                            + session
                            + failures(failures)
                            + (agenda.failed().isEmpty() ? "" : ", failed " + agenda.failed());
            case SyncState.BackingOff(int session, int failures, String reason) ->
                    "BackingOff, session " + session + failures(failures) + ", " + reason;
        };
    }

    /// That the first page is asked for is seen by the request.
    private static String kind(ModelPull pull) {
        return pull instanceof ModelPull.Opening
                ? "pulling"
                : pull.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String failures(int failures) {
        return failures == 0 ? "" : ", failures " + failures;
    }

    private static String clock(@Nullable Instant instant) {
        return instant == null ? "never" : CLOCK.format(instant);
    }
}
