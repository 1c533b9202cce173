package dev.outrigger.sync.transcript;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.testing.ItemBuilder.SAVED_AT;

import dev.outrigger.model.ItemKey;
import dev.outrigger.replica.ConflictLog;
import dev.outrigger.sync.Moment;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.push.Claimed;
import dev.outrigger.sync.push.DocumentLimits;
import dev.outrigger.sync.push.FetchOutcome;
import dev.outrigger.sync.push.Pace;
import dev.outrigger.sync.push.PushCommand;
import dev.outrigger.sync.push.PushEvent;
import dev.outrigger.sync.push.PushLimits;
import dev.outrigger.sync.push.PushMachine;
import dev.outrigger.sync.push.PushOutcome;
import dev.outrigger.sync.push.PushState;
import dev.outrigger.sync.push.PushStep;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.sync.resolution.Advice;
import dev.outrigger.sync.resolution.Conflict;
import dev.outrigger.sync.resolution.Decision;
import dev.outrigger.sync.resolution.Resolution;
import dev.outrigger.sync.resolution.Strategies;
import dev.outrigger.sync.resolution.Strategy;
import dev.outrigger.testing.InMemoryReplicaStore;
import dev.outrigger.testing.ItemBuilder;
import dev.outrigger.testing.Schemas;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Delivery of one replica's outbox. The store answers at once; what the backend answers, and when,
/// the story says. A webhook decides about conflicts of Comments.
final class PushStory {
    private static final Strategies STRATEGIES =
            new Strategies(Strategy.usual(), Map.of("Comment", new Strategy.Webhook()));

    private final PushMachine machine =
            new PushMachine(
                    new PushLimits(4, DocumentLimits.of(1), 16, 2),
                    SyncPolicies.usual(),
                    STRATEGIES);
    private final InMemoryReplicaStore store =
            new InMemoryReplicaStore(Schemas.demo(), () -> SAVED_AT);
    private final Map<ItemKey, Claimed> onTheWay = new HashMap<>();
    private final Map<ItemKey, Conflict> asked = new HashMap<>();
    private final Deque<PushEvent> events = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private PushState state = machine.initial();

    List<String> tell(List<String> lines) {
        told.clear();
        String[] event = lines.getFirst().split(": ", 2);
        happen(event[0], event.length == 1 ? "" : event[1]);
        while (!events.isEmpty()) {
            PushStep step = machine.step(state, events.poll(), new Moment(SAVED_AT, 0));
            state = step.next();
            step.commands().forEach(this::perform);
        }
        told.add(describe(state));
        await(store.outbox(0, 100)).forEach(each -> told.add("  " + describe(each)));
        return List.copyOf(told);
    }

    private void happen(String event, String item) {
        String[] words = event.split(" ");
        switch (words[0]) {
            case "start" -> events.add(new PushEvent.Started());
            case "stop" -> events.add(new PushEvent.Stopped());
            case "reached" -> events.add(new PushEvent.Reached());
            case "others" -> events.add(new PushEvent.OthersWereTaken());
            case "credentials" -> events.add(new PushEvent.CredentialsChanged());
            case "retry" -> events.add(new PushEvent.RetryDue());
            case "crash" -> crash();
            case "release" -> {
                await(store.release());
                events.add(new PushEvent.Released());
            }
            case "client" -> edit(words[1], item);
            case "webhook" -> advise(event.substring("webhook ".length()), Words.item(item).key());
            case "pause" -> events.add(new PushEvent.Resumed(Long.parseLong(words[2])));
            case "decide" -> decide(words[1], Words.item(item).key());
            case "feed" -> {
                ItemBuilder fed = Words.item(item);
                await(store.apply(fed.key().model(), List.of(fed.remote()), null));
            }
            case "show" -> told.add(seen(item));
            case "backend" -> answer(event.substring("backend ".length()), item);
            default -> throw new IllegalArgumentException("no such event: " + event);
        }
    }

    /// The process ends and starts again: only what is durable is left.
    private void crash() {
        onTheWay.clear();
        state = machine.initial();
        events.add(new PushEvent.Started());
    }

    private void edit(String verb, String words) {
        ItemBuilder item = Words.item(words);
        Edit edit =
                switch (verb) {
                    case "creates" -> item.create();
                    case "patches" -> item.patch(Words.fields(words));
                    case "deletes" -> item.delete();
                    default -> throw new IllegalArgumentException("no such edit: " + verb);
                };
        if (await(store.edit(edit)) instanceof EditOutcome.Refused(var refusal)) {
            throw new IllegalArgumentException(words + " is refused: " + refusal);
        }
        events.add(new PushEvent.OutboxChanged(Set.of(item.key())));
    }

    /// @param words that begin with the mutation's item, which is also the backend's item where the
    ///     answer has one
    private void answer(String verb, String words) {
        ItemBuilder item = Words.item(words);
        Claimed sent = onTheWay.remove(item.key());
        if (sent == null) {
            throw new IllegalArgumentException("no mutation is on its way: " + words);
        }
        boolean shown = words.contains(" v");
        switch (verb) {
            case "accepts" -> answered(sent, new PushOutcome.Accepted(item.remote()));
            case "conflicts" ->
                    answered(sent, new PushOutcome.Conflict(shown ? item.remote() : null));
            case "finds the condition false" ->
                    answered(sent, new PushOutcome.ConditionFailed("the condition is false"));
            case "refuses" -> answered(sent, new PushOutcome.Refused("BadInput", "too long"));
            case "does not know the caller" ->
                    answered(sent, new PushOutcome.NotSignedIn("HTTP 401"));
            case "does not show it to a stranger" ->
                    fetched(sent, new FetchOutcome.NotSignedIn("HTTP 401"));
            case "is in trouble" -> answered(sent, new PushOutcome.Deferred(null, "HTTP 503"));
            case "asks for 30s" ->
                    answered(sent, new PushOutcome.Deferred(Duration.ofSeconds(30), "HTTP 429"));
            case "is silent" -> answered(sent, new PushOutcome.Unanswered("timed out"));
            case "has taken it and cannot tell" ->
                    answered(sent, new PushOutcome.Unreadable("title is null"));
            case "cannot tell" -> fetched(sent, new FetchOutcome.Unreadable("title is null"));
            case "has" -> fetched(sent, new FetchOutcome.Found(item.remote()));
            case "has nothing" -> fetched(sent, new FetchOutcome.Absent());
            case "does not show" -> fetched(sent, new FetchOutcome.Failed("timed out"));
            default -> throw new IllegalArgumentException("no such answer: " + verb);
        }
    }

    private void advise(String verb, ItemKey key) {
        Advice advice =
                switch (verb) {
                    case "applies remote" -> new Advice.Given(new Decision.ApplyRemote());
                    case "is silent" -> new Advice.Unavailable("it did not answer");
                    default -> throw new IllegalArgumentException("no such advice: " + verb);
                };
        events.add(new PushEvent.Advised(onTheWay.remove(key), asked.remove(key), advice));
    }

    /// Somebody decides about the only open conflict.
    private void decide(String word, ItemKey key) {
        Decision decision =
                switch (word) {
                    case "applyRemote" -> new Decision.ApplyRemote();
                    case "retryLocal" -> new Decision.RetryLocal();
                    default -> throw new IllegalArgumentException("no such decision: " + word);
                };
        var open =
                await(
                                store.conflicts()
                                        .list(
                                                new ConflictLog.Listing(
                                                        null, ConflictLog.State.OPEN, null, 1)))
                        .conflicts();
        await(store.conflicts().decide(open.getFirst(), decision));
        events.add(new PushEvent.OutboxChanged(Set.of(key)));
    }

    private void answered(Claimed sent, PushOutcome outcome) {
        events.add(new PushEvent.Answered(sent, outcome));
    }

    private void fetched(Claimed sent, FetchOutcome outcome) {
        events.add(new PushEvent.Fetched(sent, outcome));
    }

    private void perform(PushCommand command) {
        told.add(describe(command));
        switch (command) {
            case PushCommand.Load(long afterId, int limit) -> {
                List<PendingMutation> found = await(store.outbox(afterId, limit));
                events.add(new PushEvent.Loaded(found, found.size() == limit));
            }
            case PushCommand.Claim(List<Long> ids) ->
                    events.add(new PushEvent.ClaimTaken(ids, await(store.claim(ids))));
            case PushCommand.Send(List<Claimed> document) -> depart(document);
            case PushCommand.Fetch(List<Claimed> document) -> depart(document);
            case PushCommand.Settle(Claimed claimed, Verdict verdict) -> {
                await(store.settle(claimed.mutation(), verdict));
                events.add(new PushEvent.Settled(claimed.mutation().id(), verdict));
            }
            case PushCommand.Consult(Claimed claimed, Conflict conflict) -> {
                onTheWay.put(claimed.mutation().key(), claimed);
                asked.put(claimed.mutation().key(), conflict);
            }
            case PushCommand.ArmRetry _, PushCommand.ArmResume _ -> {}
        }
    }

    private void depart(List<Claimed> document) {
        document.forEach(claimed -> onTheWay.put(claimed.mutation().key(), claimed));
    }

    private String seen(String words) {
        return await(store.get(Words.item(words).key()))
                .map(
                        read -> {
                            StoredItem item = read.stored();
                            return "clients see "
                                    + Words.of(item.version())
                                    + " "
                                    + Words.fields(item.item());
                        })
                .orElse("clients see nothing");
    }

    private static String describe(PushCommand command) {
        return switch (command) {
            case PushCommand.Load(long afterId, int limit) -> "Load " + limit + " after " + afterId;
            case PushCommand.Claim(List<Long> ids) -> "Claim " + ids;
            case PushCommand.Send(List<Claimed> document) ->
                    "Send " + joined(document, PushStory::describe);
            case PushCommand.Fetch(List<Claimed> document) ->
                    "Fetch " + joined(document, each -> each.mutation().key().toString());
            case PushCommand.Settle(Claimed claimed, Verdict verdict) ->
                    "Settle " + claimed.mutation().mutation() + ": " + describe(verdict);
            case PushCommand.Consult(Claimed claimed, Conflict conflict) ->
                    "Consult about " + claimed.mutation().mutation() + ": " + conflict.reason();
            case PushCommand.ArmRetry(var delay) -> "ArmRetry " + Words.of(delay);
            case PushCommand.ArmResume(long id, Duration delay) ->
                    "ArmResume " + id + " " + Words.of(delay);
        };
    }

    private static String joined(List<Claimed> document, Function<Claimed, String> each) {
        return document.stream().map(each).collect(Collectors.joining(", "));
    }

    private static String describe(Claimed claimed) {
        return claimed.mutation().mutation()
                + (claimed.base() == null ? "" : " on " + Words.of(claimed.base()));
    }

    private static String describe(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Acknowledged(var answer) -> "Acknowledged " + Words.of(answer);
            case Verdict.Resolved(Conflict conflict, String strategy, Resolution resolution) ->
                    "Resolved by " + strategy + ", " + describe(conflict, resolution);
            case Verdict.Suspended(Duration pause, String reason) ->
                    "Suspended for " + Words.of(pause) + ", " + reason;
            case Verdict.SetAside(Standing standing, Duration pause, String reason) ->
                    "Set aside as " + standing + " for " + Words.of(pause) + ", " + reason;
            case Verdict.Faulted(Verdict.Blame blame, Duration pause, String reason) ->
                    "Faulted for " + Words.of(pause) + ", blame on " + blame + ", " + reason;
            case Verdict.Contested(String reason) -> "Contested, " + reason;
            case Verdict.Postponed(Standing standing, String reason) ->
                    "Postponed as " + standing + ", " + reason;
            case Verdict.Refused(Rejection rejection) -> "Refused, " + rejection.text();
        };
    }

    private static String describe(Conflict conflict, Resolution resolution) {
        String theirs =
                conflict.theirs() == null ? "the item's absence" : Words.of(conflict.theirs());
        return switch (resolution) {
            case Resolution.TakeTheirs _ -> theirs + " stands";
            case Resolution.SendAgain(var again) -> again.kind() + " goes out again on " + theirs;
            case Resolution.Await _ -> "somebody has to decide about " + theirs;
        };
    }

    private static String describe(PushState state) {
        return switch (state) {
            case PushState.Idle _ -> "Idle";
            case PushState.Draining(var _, Pace pace) ->
                    "Draining" + (pace.failures() == 0 ? "" : ", failures " + pace.failures());
            case PushState.Waiting(var _, Pace pace, var reason) ->
                    "Waiting " + reason + ", failures " + pace.failures();
        };
    }

    private static String describe(PendingMutation each) {
        String fields = Words.written(each.mutation().fields());
        return each.id()
                + " "
                + each.mutation()
                + (fields.isEmpty() ? "" : " " + fields)
                + ": "
                + each.standing()
                + (each.conflicts() == 0 ? "" : ", conflicts " + each.conflicts());
    }
}
