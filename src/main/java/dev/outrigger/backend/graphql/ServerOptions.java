package dev.outrigger.backend.graphql;

import dev.outrigger.backend.graphql.realtime.RealtimeChannel;

import io.vertx.core.http.HttpServerOptions;

import java.time.Duration;

/// What the HTTP server is told, so that it bounds requests before anything of ours sees them.
final class ServerOptions {
    /// A client that does not answer a closing frame is cut off then, and when the server stops one
    /// that does not read.
    static final Duration CLOSING = Duration.ofSeconds(3);

    private ServerOptions() {}

    /// No WebSocket is compressed, though most clients offer it: an event would be packed anew for
    /// each of its subscribers, and what each packs with takes more memory than all else of its
    /// connection.
    static HttpServerOptions of(BackendSettings settings) {
        BackendLimits limits = settings.limits();
        var options =
                new HttpServerOptions()
                        .setHost(settings.host())
                        .setPort(settings.port())
                        .setMaxInitialLineLength(limits.requests().headerBytes())
                        .setMaxHeaderSize(limits.requests().headerBytes())
                        .setWebSocketSubProtocols(RealtimeChannel.SUB_PROTOCOLS)
                        .setWebSocketClosingTimeout((int) CLOSING.toSeconds())
                        .setPerFrameWebSocketCompressionSupported(false)
                        .setPerMessageWebSocketCompressionSupported(false)
                        .setMaxWebSocketFrameSize(limits.realtime().frameBytes())
                        .setMaxWebSocketMessageSize(limits.realtime().frameBytes());
        if (settings.identity() != null) {
            options.setSsl(true).setKeyCertOptions(settings.identity());
        }
        return options;
    }
}
