package dev.outrigger.graphql.transport;

import dev.outrigger.graphql.execution.GraphQlDocument;
import dev.outrigger.graphql.transport.StandardOperations.Admission;
import dev.outrigger.graphql.transport.StandardOperations.Ending;
import dev.outrigger.graphql.transport.StandardOperations.Start;
import dev.outrigger.graphql.transport.StandardOperations.Status;

import graphql.ExecutionResult;
import graphql.GraphQLError;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/// One socket whose client speaks `graphql-transport-ws`, the dialect of other clients than
/// Amplify's. Queries and mutations go over it too. It runs on the event loop only.
public final class StandardConnection {
    /// What the client offers in its handshake.
    public static final String SUB_PROTOCOL = "graphql-transport-ws";

    private final Outlet outlet;
    private final Limits limits;
    private final Executor loop;
    private final StandardOperations operations;
    private final long openedAt = System.nanoTime();

    /// Queries and mutations that are not answered yet.
    private final Set<String> executing = new HashSet<>();

    /// True once a whole beat was waited for the initialisation.
    private boolean awaited;

    private boolean greeted;
    private boolean admitted;
    private boolean ended;

    /// Bounds of one connection.
    ///
    /// @param operations that run at once; the next one is refused
    /// @param duration after which it is closed, and its client connects again
    public record Limits(int operations, Duration duration) {}

    /// @param loop runs tasks on the event loop of the socket
    public StandardConnection(
            Outlet outlet, Limits limits, Executor loop, StandardOperations operations) {
        this.outlet = outlet;
        this.limits = limits;
        this.loop = loop;
        this.operations = operations;
    }

    public void received(String text) {
        if (ended) {
            return;
        }
        switch (StandardFrame.read(text)) {
            case StandardFrame.Init init -> greet(init);
            case StandardFrame.Ping _ -> send(StandardMessage.PONG);
            case StandardFrame.Pong _ -> {}
            case StandardFrame.Subscribe(String id, var document) -> subscribe(id, document);
            case StandardFrame.Complete(String id) -> {
                operations.unsubscribe(id);
                executing.remove(id);
            }
            case StandardFrame.Malformed(String reason) -> close(Status.INVALID_MESSAGE, reason);
        }
    }

    private void greet(StandardFrame.Init init) {
        if (greeted) {
            close(Status.TOO_MANY_INITIALISATIONS, "Too many initialisation requests");
            return;
        }
        greeted = true;
        operations.admit(init.payload(), this::decided);
    }

    private void decided(Admission admission) {
        switch (admission) {
            case Admission.Admitted _ -> {
                admitted = true;
                send(StandardMessage.ACKNOWLEDGEMENT);
            }
            case Admission.Refused(Ending ending) -> close(ending.status(), ending.reason());
        }
    }

    private void subscribe(String id, GraphQlDocument document) {
        if (!admitted) {
            close(Status.UNAUTHORIZED, "Unauthorized");
        } else if (endedByRevocation()) {
            return;
        } else if (operations.subscribes(id) || executing.contains(id)) {
            close(Status.SUBSCRIBER_EXISTS, "Subscriber for this id already exists");
        } else if (operations.subscriptions() + executing.size() >= limits.operations()) {
            send(
                    StandardMessage.error(
                            id,
                            "MaxSubscriptionsReachedError",
                            "Max number of " + limits.operations() + " subscriptions reached"));
        } else if (document.subscribes()) {
            join(id, document);
        } else {
            execute(id, document);
        }
    }

    private void join(String id, GraphQlDocument document) {
        switch (operations.subscribe(id, document)) {
            case Start.Joined _ -> {}
            case Start.Refused(var errors) -> send(StandardMessage.error(id, errors));
        }
    }

    private void execute(String id, GraphQlDocument document) {
        executing.add(id);
        operations.execute(document).thenAcceptAsync(result -> answer(id, result), loop);
    }

    private void answer(String id, ExecutionResult result) {
        // The client may have lost interest meanwhile.
        if (!executing.remove(id)) {
            return;
        }
        boolean refused =
                result.getData() == null
                        && result.getErrors().stream().allMatch(error -> error.getPath() == null);
        if (refused) {
            send(StandardMessage.error(id, result.getErrors()));
        } else {
            send(StandardMessage.next(id, result));
            send(StandardMessage.complete(id));
        }
    }

    /// A sign of life; to be called at regular times.
    public void beat() {
        if (endedByRevocation()) {
            return;
        }
        if (System.nanoTime() - openedAt >= limits.duration().toNanos()) {
            close(Status.GOING_AWAY, "The connection has lasted its longest time; connect again");
        } else if (greeted) {
            send(StandardMessage.PING);
        } else if (awaited) {
            close(Status.INITIALISATION_TIMEOUT, "Connection initialisation timeout");
        }
        awaited = true;
    }

    /// Sends one event of a subscription.
    ///
    /// @param payload JSON, written once for all subscribers of a document
    public void deliver(String id, String payload) {
        if (!endedByRevocation()) {
            send(StandardMessage.next(id, payload));
        }
    }

    /// Ends one subscription, whose client is told why.
    public void fail(String id, List<GraphQLError> reasons) {
        operations.unsubscribe(id);
        outlet.conclude(StandardMessage.error(id, reasons));
    }

    /// Ends the connection once its client is not let in any more; it comes back with what lets it
    /// in.
    private boolean endedByRevocation() {
        operations.revoked().filter(_ -> admitted).ifPresent(this::close);
        return ended;
    }

    private void send(String message) {
        if (!ended && outlet.send(message) == Outlet.Pace.LOST) {
            disconnect();
        }
    }

    /// Ends the connection so that the client comes back and syncs.
    public void disconnect() {
        close(Status.TRY_AGAIN_LATER, "Events were lost; connect again");
    }

    public void close(Ending ending) {
        close(ending.status(), ending.reason());
    }

    private void close(Status status, String reason) {
        ended();
        outlet.close(status.number(), reason);
    }

    /// The socket is gone or going.
    public void ended() {
        if (!ended) {
            ended = true;
            executing.clear();
            operations.ended();
        }
    }
}
