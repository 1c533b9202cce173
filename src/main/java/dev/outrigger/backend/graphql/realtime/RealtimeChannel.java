package dev.outrigger.backend.graphql.realtime;

import dev.outrigger.backend.identity.Entrance;
import dev.outrigger.backend.identity.RequestHeaders;
import dev.outrigger.backend.table.CommitListener;
import dev.outrigger.graphql.execution.GraphQlExecutor;
import dev.outrigger.graphql.transport.Outlet;
import dev.outrigger.graphql.transport.StandardConnection;

import io.vertx.core.Handler;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/// The realtime channel of one server: takes handshakes and keeps the connections. It runs on one
/// event loop.
public final class RealtimeChannel implements Handler<RoutingContext> {
    /// AppSync's dialect; Amplify's clients offer it whatever else they offer.
    private static final String APPSYNC = "graphql-ws";

    public static final List<String> SUB_PROTOCOLS =
            List.of(APPSYNC, StandardConnection.SUB_PROTOCOL);

    private static final int SERVICE_UNAVAILABLE = 503;

    private final RealtimeSetting setting;
    private final Set<Connection> connections = new LinkedHashSet<>();

    /// @param loop runs tasks on the event loop of the server
    public RealtimeChannel(
            GraphQlExecutor executor, Executor loop, Entrance entrance, RealtimeLimits limits) {
        this.setting =
                new RealtimeSetting(new Changefeed(executor, loop, limits), entrance, loop, limits);
    }

    /// What the tables tell of their writes.
    public CommitListener listener() {
        return setting.changefeed().listener();
    }

    @Override
    public void handle(RoutingContext request) {
        if (!request.request().canUpgradeToWebSocket()) {
            request.fail(400);
            return;
        }
        if (connections.size() >= setting.limits().connections()) {
            request.fail(SERVICE_UNAVAILABLE);
            return;
        }
        // The socket is opened for everybody: clients look for a refusal in a message on it.
        RequestHeaders shown = HandshakeHeaders.of(request.request());
        String endpoint = request.request().path().replaceAll("/realtime$", "");
        request.request()
                .toWebSocket()
                .onSuccess(socket -> open(socket, endpoint, shown))
                .onFailure(request::fail);
    }

    private void open(ServerWebSocket socket, String endpoint, RequestHeaders shown) {
        socket.setWriteQueueMaxSize(setting.limits().backlogBytes());
        Connection connection =
                StandardConnection.SUB_PROTOCOL.equals(socket.subProtocol())
                        ? new StandardDialect(new Outlet(socket), endpoint, setting)
                        : new RealtimeConnection(socket, endpoint, setting);
        connections.add(connection);
        socket.textMessageHandler(connection::received);
        // A protocol error of the client ends in the close handler too.
        socket.exceptionHandler(_ -> {});
        socket.closeHandler(
                _ -> {
                    connections.remove(connection);
                    connection.ended();
                });
        connection.identify(shown);
    }

    /// To be called once in every [RealtimeLimits#keepAlive].
    public void beat() {
        List.copyOf(connections).forEach(Connection::beat);
    }
}
