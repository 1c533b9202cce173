package dev.outrigger.graphql.transport;

import dev.outrigger.graphql.execution.GraphQlDocument;

import graphql.ExecutionResult;
import graphql.GraphQLError;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// What the program behind a [StandardConnection] does for its client. Everything happens on the
/// event loop of the connection.
public interface StandardOperations {
    /// Decides whether the client gets in.
    ///
    /// @param shown the payload of its initialisation, where some clients put their credentials
    /// @param then to be told on the event loop
    void admit(Map<?, ?> shown, Consumer<Admission> then);

    /// Why the client, once it was let in, is not any more.
    Optional<Ending> revoked();

    boolean subscribes(String id);

    int subscriptions();

    /// Starts a subscription. None of its events comes before this returns.
    Start subscribe(String id, GraphQlDocument document);

    /// Delivers no event of the subscription afterwards, if there is one of this id.
    void unsubscribe(String id);

    /// Executes a query or mutation.
    ///
    /// @return completes on any thread, with a result whatever happens
    CompletionStage<ExecutionResult> execute(GraphQlDocument document);

    /// The connection is gone or going, and all of its subscriptions end.
    void ended();

    /// Whether a client gets in.
    sealed interface Admission {
        record Admitted() implements Admission {}

        record Refused(Ending ending) implements Admission {}
    }

    /// What became of a request to subscribe.
    sealed interface Start {
        record Joined() implements Start {}

        record Refused(List<GraphQLError> errors) implements Start {
            public Refused {
                errors = List.copyOf(errors);
            }
        }
    }

    /// How a connection is closed.
    ///
    /// @param reason for people; at most 123 bytes
    record Ending(Status status, String reason) {}

    /// Statuses of closed sockets: those of WebSocket, and the protocol's own.
    enum Status {
        GOING_AWAY(1001),
        SERVICE_RESTART(1012),
        TRY_AGAIN_LATER(1013),
        INVALID_MESSAGE(4400),
        UNAUTHORIZED(4401),
        FORBIDDEN(4403),
        UNACCEPTABLE_SUB_PROTOCOL(4406),
        INITIALISATION_TIMEOUT(4408),
        SUBSCRIBER_EXISTS(4409),
        TOO_MANY_INITIALISATIONS(4429);

        private final short number;

        Status(int number) {
            this.number = (short) number;
        }

        short number() {
            return number;
        }
    }
}
