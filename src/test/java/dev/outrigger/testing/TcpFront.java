package dev.outrigger.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// One address for several backends, as a load balancer gives: each new connection goes to the
/// backend that is chosen at that moment.
public final class TcpFront implements AutoCloseable {
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile URI backend;

    private TcpFront(ServerSocket server, URI backend) {
        this.server = server;
        this.backend = backend;
    }

    /// @param backend the endpoint of the first one
    public static TcpFront of(URI backend) {
        try {
            TcpFront front =
                    new TcpFront(
                            new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), backend);
            Thread.ofVirtual().name("tcp-front").start(front::acceptAll);
            return front;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /// The endpoint for clients.
    public URI endpoint() {
        String address = "http://127.0.0.1:" + server.getLocalPort();
        return URI.create(address + backend.getPath());
    }

    /// Cuts all connections; new ones go to another backend.
    public void moveTo(URI other) {
        backend = other;
        open.forEach(TcpFront::end);
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = server.accept();
                open.add(client);
                Thread.ofVirtual().name("tcp-front-connection").start(() -> join(client));
            }
        } catch (IOException closed) {
            open.forEach(TcpFront::end);
        }
    }

    private void join(Socket client) {
        Socket behind = new Socket();
        open.add(behind);
        try {
            behind.connect(new InetSocketAddress(backend.getHost(), backend.getPort()));
            Thread.ofVirtual().name("tcp-front-answers").start(() -> copy(behind, client));
            copy(client, behind);
        } catch (IOException refused) {
            end(client);
            end(behind);
        }
    }

    /// Until either of them ends, which ends both.
    private void copy(Socket from, Socket to) {
        try (InputStream content = from.getInputStream()) {
            content.transferTo(to.getOutputStream());
        } catch (IOException cut) {
            // One that is cut ends like one that is closed.
        } finally {
            end(from);
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
