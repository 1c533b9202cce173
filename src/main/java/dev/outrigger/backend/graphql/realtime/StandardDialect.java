package dev.outrigger.backend.graphql.realtime;

import dev.outrigger.backend.identity.Attempt;
import dev.outrigger.backend.identity.Identification;
import dev.outrigger.backend.identity.Message;
import dev.outrigger.backend.identity.RequestHeaders;
import dev.outrigger.graphql.execution.GraphQlDocument;
import dev.outrigger.graphql.execution.RequestState;
import dev.outrigger.graphql.transport.Outlet;
import dev.outrigger.graphql.transport.StandardConnection;
import dev.outrigger.graphql.transport.StandardOperations;

import graphql.ExecutionResult;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// One socket whose client speaks `graphql-transport-ws`: who it is, and what it subscribed to. It
/// runs on the event loop only.
final class StandardDialect implements Connection, StandardOperations {
    private final RealtimeSetting setting;
    private final Subscriptions subscriptions;
    private final StandardConnection protocol;
    private final String endpoint;
    private RequestHeaders handshake = RequestHeaders.none();
    private Identification.@Nullable Identified sender;

    /// @param endpoint the path of the HTTP endpoint, for which clients sign what they send here
    StandardDialect(Outlet outlet, String endpoint, RealtimeSetting setting) {
        this.endpoint = endpoint;
        this.setting = setting;
        this.subscriptions = new Subscriptions(setting, this);
        RealtimeLimits limits = setting.limits();
        this.protocol =
                new StandardConnection(
                        outlet,
                        new StandardConnection.Limits(
                                limits.subscriptions(), limits.connectionDuration()),
                        setting.loop(),
                        this);
    }

    /// The handshake's headers count when the initialisation brings no credentials of its own.
    @Override
    public void identify(RequestHeaders shown) {
        handshake = shown;
    }

    @Override
    public void received(String text) {
        protocol.received(text);
    }

    @Override
    public void admit(Map<?, ?> payload, Consumer<Admission> then) {
        RequestHeaders shown = payload.isEmpty() ? handshake : HandshakeHeaders.in(payload);
        byte[] signed = "{}".getBytes(StandardCharsets.UTF_8);
        setting.identify(
                Attempt.of(shown, Message.posted(endpoint + "/connect", signed)),
                found -> then.accept(identified(found)));
    }

    private Admission identified(Identification found) {
        return switch (found) {
            case Identification.Identified known -> {
                sender = known;
                yield new Admission.Admitted();
            }
            case Identification.Refused _ ->
                    new Admission.Refused(new Ending(Status.FORBIDDEN, "Forbidden"));
            case Identification.Undecided _ ->
                    new Admission.Refused(
                            new Ending(
                                    Status.TRY_AGAIN_LATER,
                                    "Your credentials cannot be checked at the moment"));
        };
    }

    @Override
    public Optional<Ending> revoked() {
        return sender != null && setting.entrance().over(sender)
                ? Optional.of(
                        new Ending(
                                Status.TRY_AGAIN_LATER,
                                "Credentials have expired; connect again with new ones"))
                : Optional.empty();
    }

    @Override
    public boolean subscribes(String id) {
        return subscriptions.has(id);
    }

    @Override
    public int subscriptions() {
        return subscriptions.count();
    }

    @Override
    public Start subscribe(String id, GraphQlDocument document) {
        return switch (subscriptions.start(id, document, Objects.requireNonNull(sender))) {
            case Subscriptions.Outcome.Joined _ -> new Start.Joined();
            case Subscriptions.Outcome.Refused(var errors) -> new Start.Refused(errors);
        };
    }

    @Override
    public void unsubscribe(String id) {
        subscriptions.stop(id);
    }

    @Override
    public CompletionStage<ExecutionResult> execute(GraphQlDocument document) {
        var state = new RequestState(UUID.randomUUID().toString());
        return setting.changefeed()
                .execute(document, state, Objects.requireNonNull(sender).caller());
    }

    @Override
    public void beat() {
        protocol.beat();
    }

    @Override
    public void deliver(String id, String payload) {
        protocol.deliver(id, payload);
    }

    @Override
    public void disconnect() {
        protocol.disconnect();
    }

    /// Of the socket, which the protocol hears of, and then of the protocol.
    @Override
    public void ended() {
        subscriptions.stopAll();
        protocol.ended();
    }
}
