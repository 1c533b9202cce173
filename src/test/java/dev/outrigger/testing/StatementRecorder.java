package dev.outrigger.testing;

import dev.outrigger.postgres.DatabaseUrl;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Stands between a program and its PostgreSQL, and writes down every statement that is prepared.
/// The driver prepares a statement anew for each of its first executions on a connection, so for
/// requests that come a few times each execution is seen.
public final class StatementRecorder implements AutoCloseable {
    /// What clients ask before they log in: to encrypt in one of two ways.
    private static final List<Integer> QUESTIONS = List.of(80877103, 80877104);

    private final DatabaseUrl.External server;
    private final ServerSocket listening;
    private final List<String> statements = new CopyOnWriteArrayList<>();

    private StatementRecorder(DatabaseUrl.External server, ServerSocket listening) {
        this.server = server;
        this.listening = listening;
    }

    public static StatementRecorder before(DatabaseUrl.External server) {
        try {
            var recorder =
                    new StatementRecorder(
                            server, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(recorder::accept);
            return recorder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// The same database, by way of this recorder.
    public DatabaseUrl.External url() {
        return new DatabaseUrl.External(
                "127.0.0.1:" + listening.getLocalPort(), server.database(), server.parameters());
    }

    /// What reads items, since the last call. The changefeed looks for news of its own accord, and
    /// a new session prepares itself.
    public List<String> selects() {
        List<String> selects =
                statements.stream()
                        .filter(sql -> sql.startsWith("select") && sql.contains(" from "))
                        .filter(sql -> !sql.contains("\"_delta\""))
                        .toList();
        statements.clear();
        return selects;
    }

    /// Everything that was prepared since the last call.
    public List<String> statements() {
        List<String> all = List.copyOf(statements);
        statements.clear();
        return all;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                String[] address = server.authority().split(":");
                Socket database = new Socket(address[0], Integer.parseInt(address[1]));
                Thread.ofVirtual().start(() -> pump(client, database));
                Thread.ofVirtual().start(() -> answer(database, client));
            }
        } catch (IOException closed) {
            // The end of the test.
        }
    }

    private void pump(Socket client, Socket database) {
        try (client;
                database) {
            var in = new DataInputStream(client.getInputStream());
            var out = new DataOutputStream(database.getOutputStream());
            boolean question = true;
            while (question) {
                byte[] message = message(in);
                question = QUESTIONS.contains(intAt(message, 0));
                forward(out, message);
            }
            while (true) {
                byte type = in.readByte();
                byte[] message = message(in);
                if (type == 'P') {
                    record(message);
                }
                out.writeByte(type);
                forward(out, message);
            }
        } catch (IOException closed) {
            // Either side has gone; the other is closed with it.
        }
    }

    private static void answer(Socket database, Socket client) {
        try {
            database.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException closed) {
            // As above.
        }
    }

    private static byte[] message(DataInputStream in) throws IOException {
        byte[] content = new byte[in.readInt() - Integer.BYTES];
        in.readFully(content);
        return content;
    }

    private static void forward(DataOutputStream out, byte[] message) throws IOException {
        out.writeInt(message.length + Integer.BYTES);
        out.write(message);
        out.flush();
    }

    private static int intAt(byte[] message, int place) {
        return java.nio.ByteBuffer.wrap(message).getInt(place);
    }

    /// Name and text, each ended by a zero.
    private void record(byte[] parse) {
        String[] parts = new String(parse, StandardCharsets.UTF_8).split("\0", 3);
        statements.add(parts[1].strip());
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
