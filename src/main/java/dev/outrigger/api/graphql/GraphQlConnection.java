package dev.outrigger.api.graphql;

import dev.outrigger.api.access.BrokenFrames;
import dev.outrigger.api.access.Caller;
import dev.outrigger.api.observe.LogFollower;
import dev.outrigger.graphql.execution.GraphQlDocument;
import dev.outrigger.graphql.execution.GraphQlExecutor;
import dev.outrigger.graphql.execution.RequestState;
import dev.outrigger.graphql.transport.Outlet;
import dev.outrigger.graphql.transport.StandardConnection;
import dev.outrigger.graphql.transport.StandardOperations;
import dev.outrigger.replica.ChangeRange;

import graphql.ExecutionResult;
import graphql.GraphQLError;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// One WebSocket, and what its client subscribed to. It runs on the event loop only.
final class GraphQlConnection implements StandardOperations, LogFollower.Host {
    private final ServerWebSocket socket;
    private final Caller caller;
    private final GraphQlFront front;
    private final Outlet outlet;
    private final StandardConnection protocol;
    private final Map<String, SubscriptionStream> streams = new LinkedHashMap<>();
    private @Nullable GraphQlExecutor executor;

    /// Seq of the newest change when the client was let in.
    private long newest;

    GraphQlConnection(ServerWebSocket socket, Caller caller, GraphQlFront front) {
        this.socket = socket;
        this.caller = caller;
        this.front = front;
        this.outlet = new Outlet(socket);
        GraphQlLimits limits = front.limits();
        this.protocol =
                new StandardConnection(
                        outlet,
                        new StandardConnection.Limits(
                                limits.operations(), limits.connectionDuration()),
                        front.loop(),
                        this);
    }

    void open() {
        socket.textMessageHandler(protocol::received);
        socket.drainHandler(_ -> pump());
        // A protocol error of the client ends in the close handler too.
        socket.exceptionHandler(failure -> BrokenFrames.closed(socket, failure));
    }

    /// There may be news for any subscription, or room to send some.
    void pump() {
        List.copyOf(streams.values()).forEach(SubscriptionStream::pump);
    }

    void beat() {
        protocol.beat();
    }

    void end(Ending ending) {
        protocol.close(ending);
    }

    void closed() {
        protocol.ended();
    }

    /// The handshake showed who it is. What is known of the change log from here on is what
    /// subscriptions begin behind, so that none misses a change that comes right after it.
    @Override
    public void admit(Map<?, ?> shown, Consumer<Admission> then) {
        Future<ChangeRange> range = when(front.sources().store().changeRange());
        front.executor()
                .compose(made -> range.map(known -> ready(made, known)))
                .onComplete(admission -> then.accept(admission(admission)));
    }

    private Admission ready(GraphQlExecutor made, ChangeRange known) {
        executor = made;
        newest = known.newest();
        return new Admission.Admitted();
    }

    private static Admission admission(AsyncResult<Admission> outcome) {
        return outcome.succeeded()
                ? outcome.result()
                : new Admission.Refused(
                        new Ending(
                                Status.TRY_AGAIN_LATER, "The replica's database does not answer"));
    }

    @Override
    public Optional<Ending> revoked() {
        return Instant.now().isBefore(caller.validUntil())
                ? Optional.empty()
                : Optional.of(
                        new Ending(
                                Status.TRY_AGAIN_LATER,
                                "The token has expired; connect again with another"));
    }

    @Override
    public boolean subscribes(String id) {
        return streams.containsKey(id);
    }

    @Override
    public int subscriptions() {
        return streams.size();
    }

    @Override
    public Start subscribe(String id, GraphQlDocument document) {
        ChangeRead.Registration registration = new ChangeRead.Registration();
        // It completes at once, as nothing is read.
        ExecutionResult result = execute(document, registration).toCompletableFuture().join();
        ChangeRead.Interest interest = registration.interest();
        if (interest == null) {
            return new Start.Refused(result.getErrors());
        }
        SubscriptionStream stream =
                new SubscriptionStream(
                        new SubscriptionStream.Subscription(id, document, interest), this);
        streams.put(id, stream);
        stream.start();
        return new Start.Joined();
    }

    @Override
    public void unsubscribe(String id) {
        SubscriptionStream stream = streams.remove(id);
        if (stream != null) {
            stream.close();
        }
    }

    @Override
    public CompletionStage<ExecutionResult> execute(GraphQlDocument document) {
        return executed(document, Map.of(Caller.class, caller));
    }

    /// Executes a subscription's document.
    CompletionStage<ExecutionResult> execute(GraphQlDocument document, ChangeRead read) {
        Map<Class<?>, Object> known = new HashMap<>();
        known.put(Caller.class, caller);
        known.put(ChangeRead.class, read);
        return executed(document, known);
    }

    private CompletionStage<ExecutionResult> executed(
            GraphQlDocument document, Map<Class<?>, Object> known) {
        return Objects.requireNonNull(executor)
                .execute(document, new RequestState(UUID.randomUUID().toString()), known);
    }

    @Override
    public void ended() {
        streams.values().forEach(SubscriptionStream::close);
        streams.clear();
    }

    /// Where a subscription that starts now begins.
    long position() {
        return Math.max(newest, front.sources().observations().newest());
    }

    GraphQlFront front() {
        return front;
    }

    /// True while the client reads slower than events are sent; its streams are pumped again once
    /// it caught up.
    boolean full() {
        return outlet.full();
    }

    void deliver(String id, String payload) {
        protocol.deliver(id, payload);
    }

    /// Ends one subscription and tells its client why.
    void fail(String id, List<GraphQLError> reasons) {
        protocol.fail(id, reasons);
    }

    @Override
    public void fail(String id, Throwable failure) {
        fail(id, List.of(ProblemErrors.of(failure)));
    }

    @Override
    public <T> Future<T> when(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, front.context());
    }

    @Override
    public void soon(Runnable task) {
        front.context().runOnContext(_ -> task.run());
    }
}
