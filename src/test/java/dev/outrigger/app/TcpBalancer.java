package dev.outrigger.app;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;

/// A load balancer before several servers: it passes each connection on to the first of them that
/// takes it.
final class TcpBalancer implements AutoCloseable {
    private static final int CONNECT_LIMIT_MILLIS = 2_000;

    private final List<URI> servers;
    private final ServerSocket listening;

    private TcpBalancer(List<URI> servers, ServerSocket listening) {
        this.servers = servers;
        this.listening = listening;
    }

    static TcpBalancer before(List<URI> servers) {
        try {
            var listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            var balancer = new TcpBalancer(servers, listening);
            Thread.ofVirtual().start(balancer::accept);
            return balancer;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException _) {
            // It is closed.
        }
    }

    private void serve(Socket client) {
        for (URI server : servers) {
            Socket onward = new Socket();
            try {
                onward.connect(
                        new InetSocketAddress(server.getHost(), server.getPort()),
                        CONNECT_LIMIT_MILLIS);
            } catch (IOException _) {
                continue;
            }
            Thread.ofVirtual().start(() -> pass(onward, client));
            pass(client, onward);
            return;
        }
        end(client);
    }

    /// Until one of the two ends, which ends the other.
    private static void pass(Socket from, Socket onto) {
        try (from;
                onto;
                InputStream in = from.getInputStream();
                OutputStream out = onto.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException _) {
            // Closed by either side.
        }
    }

    private static void end(Closeable connection) {
        try {
            connection.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        end(listening);
    }
}
