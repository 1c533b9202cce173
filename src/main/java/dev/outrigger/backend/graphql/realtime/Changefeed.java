package dev.outrigger.backend.graphql.realtime;

import dev.outrigger.backend.graphql.resolve.ChangefeedRead;
import dev.outrigger.backend.identity.Caller;
import dev.outrigger.backend.table.CommitListener;
import dev.outrigger.backend.table.Committed;
import dev.outrigger.graphql.execution.GraphQlDocument;
import dev.outrigger.graphql.execution.GraphQlExecutor;
import dev.outrigger.graphql.execution.RequestState;
import dev.outrigger.json.Json;
import dev.outrigger.telemetry.LogKey;

import graphql.ExecutionResult;
import graphql.GraphQLError;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// Gives every committed write to those who subscribed to it. Everything but [#listener] runs on
/// the event loop.
///
/// Answers are put together side by side, since some need related items, and are sent in commit
/// order.
final class Changefeed implements WriteHandover.Receiver {
    private static final Logger LOGGER = LoggerFactory.getLogger(Changefeed.class);

    /// Answers that are being put together; while there are more, writes wait.
    private static final int MAXIMUM_UNDERWAY = 1_000;

    private final GraphQlExecutor executor;
    private final Executor loop;
    private final WriteHandover handover;
    private final int eventBytes;
    private final Map<SubscriberGroup.Request, SubscriberGroup> groups = new LinkedHashMap<>();
    private final ArrayDeque<Answer> underway = new ArrayDeque<>();

    /// Read by those who tell of writes; a write that they keep to themselves was committed before
    /// the subscription's acknowledgement was sent.
    private volatile boolean subscribed;

    /// What a group gets for a write.
    private record Answer(
            SubscriberGroup group, RequestState state, CompletableFuture<ExecutionResult> result) {}

    Changefeed(GraphQlExecutor executor, Executor loop, RealtimeLimits limits) {
        this.executor = executor;
        this.loop = loop;
        this.eventBytes = limits.eventBytes();
        this.handover = new WriteHandover(limits.waitingWrites(), loop, this);
    }

    CommitListener listener() {
        return handover;
    }

    /// The group of a request, if there is one.
    @Nullable SubscriberGroup group(SubscriberGroup.Request request) {
        return groups.get(request);
    }

    /// Executes a request to learn which writes it is for; completes at once, as nothing is read.
    CompletableFuture<ExecutionResult> register(
            SubscriberGroup.Request request, ChangefeedRead.Registration registration) {
        return execute(request, registration, new RequestState("subscription"));
    }

    /// Executes a query or mutation, which has nothing to do with what is subscribed to.
    CompletableFuture<ExecutionResult> execute(
            GraphQlDocument document, RequestState state, Caller caller) {
        return executor.execute(document, state, Map.of(Caller.class, caller));
    }

    void join(SubscriberGroup group, SubscriberGroup.Member member) {
        groups.putIfAbsent(group.request(), group);
        group.members().add(member);
        subscribed = true;
    }

    void leave(SubscriberGroup group, SubscriberGroup.Member member) {
        group.members().remove(member);
        if (group.members().isEmpty()) {
            groups.remove(group.request(), group);
        }
        subscribed = !groups.isEmpty();
    }

    @Override
    public boolean idle() {
        return !subscribed;
    }

    @Override
    public boolean ready() {
        return underway.size() < MAXIMUM_UNDERWAY;
    }

    @Override
    public void take(Committed write) {
        for (SubscriberGroup group : groups.values()) {
            if (group.wants(write)) {
                start(group, write);
            }
        }
        send();
    }

    @Override
    public void overrun() {
        LOGGER.atWarn()
                .addKeyValue(LogKey.EVENT, "overrun")
                .log("Subscribers fell behind the writers; their sockets are closed");
        underway.clear();
        List.copyOf(groups.values()).forEach(this::disconnect);
    }

    private void start(SubscriberGroup group, Committed write) {
        var state = new RequestState("changefeed");
        CompletableFuture<ExecutionResult> result =
                execute(group.request(), new ChangefeedRead.Delivery(write), state);
        underway.add(new Answer(group, state, result));
        if (!result.isDone()) {
            result.whenComplete((_, _) -> loop.execute(this::sendAndResume));
        }
    }

    private CompletableFuture<ExecutionResult> execute(
            SubscriberGroup.Request request, ChangefeedRead read, RequestState state) {
        return executor.execute(
                request.document(),
                state,
                Map.of(Caller.class, request.caller(), ChangefeedRead.class, read));
    }

    private void sendAndResume() {
        boolean full = !ready();
        send();
        if (full && ready()) {
            handover.resume();
        }
    }

    /// Sends the answers that are ready, and none that overtakes another.
    private void send() {
        while (!underway.isEmpty() && underway.peek().result().isDone()) {
            Answer answer = underway.poll();
            if (answer.result().isCompletedExceptionally()) {
                LOGGER.atError()
                        .setCause(answer.result().exceptionNow())
                        .log("An event could not be put together");
                disconnect(answer.group());
            } else {
                send(answer, answer.result().resultNow());
            }
        }
    }

    private void send(Answer answer, ExecutionResult result) {
        SubscriberGroup group = answer.group();
        if (answer.state().outcome() != RequestState.Outcome.ANSWERED) {
            // A gap is worse than a lost socket: after that one the client syncs.
            disconnect(group);
            return;
        }
        Map<String, @Nullable Object> data = result.getData();
        if (data == null || data.containsValue(null)) {
            LOGGER.atWarn()
                    .addKeyValue(LogKey.MODEL, group.interest().model().name())
                    .addKeyValue(LogKey.ERROR, messages(result))
                    .log("An event was not sent, since a required field is null");
            return;
        }
        String payload = Json.write(Map.of("data", data));
        if (isTooLarge(payload)) {
            LOGGER.atWarn()
                    .addKeyValue(LogKey.MODEL, group.interest().model().name())
                    .addKeyValue(LogKey.LIMIT, eventBytes)
                    .log("An event was not sent, since it is too large");
            return;
        }
        for (SubscriberGroup.Member member : List.copyOf(group.members())) {
            member.connection().deliver(member.id(), payload);
        }
    }

    /// A character is up to three bytes in UTF-8, so that most texts need no encoding to be judged.
    private boolean isTooLarge(String payload) {
        return payload.length() > eventBytes / 3
                && payload.getBytes(StandardCharsets.UTF_8).length > eventBytes;
    }

    private static List<String> messages(ExecutionResult result) {
        return result.getErrors().stream().map(GraphQLError::getMessage).toList();
    }

    private void disconnect(SubscriberGroup group) {
        new ArrayList<>(group.members()).forEach(member -> member.connection().disconnect());
    }
}
