package dev.outrigger.testing;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A WebSocket whose client decides itself what becomes of each frame, also of pings.
public final class RawSocket implements AutoCloseable {
    public static final int PING = 0x89;
    public static final int CLOSE = 0x88;

    private static final int PONG = 0x8A;
    private static final int TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int LONG_LENGTH = 127;

    private final Socket socket;
    private final InputStream in;
    private final String head;

    /// @param first its first byte, which says what it is
    public record Frame(int first, byte[] payload) {
        /// Why a frame that closes does so.
        public int closeStatus() {
            return ByteBuffer.wrap(payload).getShort();
        }
    }

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.head = readHead(in);
    }

    /// Offers to compress, as browsers and most libraries do.
    public static RawSocket open(int port, String path, String subProtocol) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        String request =
                """
                GET %s HTTP/1.1
                Host: localhost
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits
                Sec-WebSocket-Protocol: %s

                """
                        .formatted(path, subProtocol);
        socket.getOutputStream()
                .write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        return new RawSocket(socket);
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.read());
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) {
            throw new AssertionError(head.toString());
        }
        return head.toString();
    }

    /// What the server answered to the handshake, headers as they came.
    public String head() {
        return head;
    }

    /// The next frame, which has a payload of less than 126 bytes.
    public Frame next() throws IOException {
        int first = in.read();
        return new Frame(first, in.readNBytes(in.read()));
    }

    public void pong() throws IOException {
        socket.getOutputStream().write(new byte[] {(byte) PONG, (byte) MASKED, 1, 2, 3, 4});
    }

    /// Sends so many bytes of text as one frame, as few clients do. The server may close before it
    /// has them all.
    public void sendText(int length) {
        byte[] maskAndText = new byte[Integer.BYTES + length];
        try {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeByte(TEXT);
            out.writeByte(MASKED | LONG_LENGTH);
            out.writeLong(length);
            out.write(maskAndText);
        } catch (IOException _) {
            // What it said before can still be read.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
