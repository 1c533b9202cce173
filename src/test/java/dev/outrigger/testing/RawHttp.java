package dev.outrigger.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Sends requests byte by byte as a test writes them, which HTTP clients would not.
public final class RawHttp {
    private RawHttp() {}

    /// The whole answer as text. The request must ask for the connection to be closed.
    public static String exchange(int port, String request) {
        return exchange(port, request, Integer.MAX_VALUE);
    }

    /// The beginning of the answer, for connections that stay open.
    public static String beginOfAnswer(int port, String request) {
        return exchange(port, request, "HTTP/1.1 200".length());
    }

    private static String exchange(int port, String request, int bytes) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new IllegalStateException("no answer", failure);
        }
    }
}
