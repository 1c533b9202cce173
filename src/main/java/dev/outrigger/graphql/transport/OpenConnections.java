package dev.outrigger.graphql.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The connections of a server, WebSockets among them, so that it can stop beside clients that do
/// not read: Vert.x closes a connection behind all that waits to be written on it, which is never
/// there.
public final class OpenConnections {
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();

    /// To be told of every connection of the server.
    public void opened(HttpConnection connection) {
        // What Vert.x tells of a connection in public names no way past what waits.
        Channel channel = ((HttpServerConnection) connection).channelHandlerContext().channel();
        open.add(channel);
        channel.closeFuture().addListener(_ -> open.remove(channel));
    }

    /// Cuts off whoever is still connected when `grace` is over.
    public void cutAfter(Duration grace) {
        for (Channel channel : open) {
            channel.eventLoop()
                    .schedule(() -> cut(channel), grace.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// From the end where bytes leave; from the other one it would come to where Vert.x waits.
    private static void cut(Channel channel) {
        ChannelHandlerContext last = channel.pipeline().firstContext();
        if (last != null) {
            last.close();
        }
    }
}
