package dev.outrigger.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/// Requests to the local API, drawn from a seed, that begin as good ones and are spoilt somewhere:
/// in the method, the path, the query, a header, the body or its bytes.
public final class HostileRequests {
    private static final int PATIENCE_MS = 12_000;
    private static final int SHOWN_CHARACTERS = 400;

    private static final List<String> METHODS =
            List.of(
                    "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "get",
                    "X");
    private static final List<String> PATHS =
            List.of(
                    "/v1/models",
                    "/v1/models/Post",
                    "/v1/models/Post/p1",
                    "/v1/models/Post/query",
                    "/v1/models/Post/count",
                    "/v1/models/Inventory/p1/3/w",
                    "/v1/models/Comment/c1",
                    "/v1/batch",
                    "/v1/outbox",
                    "/v1/outbox/1",
                    "/v1/sync",
                    "/v1/sync/expressions/Post",
                    "/v1/dead-letters/1/retry",
                    "/v1/conflicts/1-1/resolve",
                    "/v1/quarantine/1",
                    "/v1/stranded/1",
                    "/v1/session",
                    "/v1/clear",
                    "/v1/observe",
                    "/health/live",
                    "/");
    private static final List<String> PARAMETERS =
            List.of(
                    "filter",
                    "sort",
                    "limit",
                    "page",
                    "cursor",
                    "include",
                    "condition",
                    "ifVersion");
    private static final List<String> TEXTS =
            List.of(
                    "",
                    "0",
                    "-1",
                    "1",
                    "9999999999999999999999",
                    "1e400",
                    "NaN",
                    "null",
                    "true",
                    "%",
                    "%00",
                    "%zz",
                    "%ff%fe",
                    "%F0%9F%92%A9",
                    "..%2f..%2fetc%2fpasswd",
                    "'; drop table post; --",
                    "\"\\u0000\"",
                    "rating:desc,title",
                    "rating:desc,rating",
                    "{}",
                    "{\"rating\":{\"gt\":4}}",
                    "{\"rating\":{\"between\":[1]}}",
                    "{\"comments\":{\"content\":{\"contains\":\"\\u0000\"}}}",
                    "{\"or\":[{\"not\":{\"title\":{\"beginsWith\":\"%\"}}}]}",
                    "{\"title\":{\"in\":[]}}",
                    "{\"extra\":{\"eq\":{\"a\":[1,2]}}}",
                    "{\"__proto__\":{\"eq\":1}}",
                    "${jndi:ldap://x/a}",
                    "\ud83d\ude00".repeat(20),
                    "[".repeat(200),
                    "{\"and\":[".repeat(100));
    private static final List<String> BODIES =
            List.of(
                    "{\"id\":\"p1\",\"title\":\"t\",\"status\":\"ACTIVE\",\"rating\":5}",
                    "{\"id\":\"p1\",\"title\":\"\\u0000\",\"status\":\"ACTIVE\"}",
                    "{\"title\":\"\\ud800\",\"status\":\"ACTIVE\",\"extra\":{\"a\":\"\\u0000\"}}",
                    "{\"title\":\"t\",\"status\":\"NONE\",\"rating\":1e999}",
                    "{\"title\":\"t\",\"status\":\"ACTIVE\",\"rating\":99999999999}",
                    "{\"title\":\"t\",\"status\":\"ACTIVE\",\"tags\":[null,[]]}",
                    "{\"title\":\"t\",\"status\":\"ACTIVE\",\"publishedAt\":-9e18}",
                    "{\"title\":{},\"status\":[],\"_version\":\"x\"}",
                    "{\"filter\":{\"rating\":{\"gt\":4}},\"sort\":\"rating\",\"limit\":5}",
                    "{\"filter\":[],\"sort\":{},\"limit\":\"x\",\"page\":-1}",
                    "{\"operations\":[{\"op\":\"create\",\"model\":\"Post\",\"item\":{}}]}",
                    "{\"operations\":[{\"op\":\"delete\",\"model\":\"Post\",\"key\":null}]}",
                    "{\"operations\":{}}",
                    "{\"productId\":\"p\",\"warehouse\":2147483648,\"name\":\"\"}",
                    "{\"token\":5}",
                    "{\"identity\":\"\"}",
                    "{\"decision\":\"item\",\"item\":5}",
                    "none",
                    "[]",
                    "null",
                    "",
                    "{\"a\":1,\"a\":2}");
    private static final List<String> FRAMES =
            List.of(
                    "{\"type\":\"observe\",\"id\":\"1\",\"model\":\"Post\",\"filter\":%s}",
                    "{\"type\":\"observeQuery\",\"id\":\"2\",\"model\":\"Post\",\"filter\":%s}",
                    "{\"type\":\"observeQuery\",\"id\":\"3\",\"model\":\"Post\",\"limit\":%s}",
                    "{\"type\":\"observe\",\"id\":\"4\",\"since\":%s}",
                    "{\"type\":\"observe\",\"id\":%s}",
                    "{\"type\":\"events\",\"id\":\"5\",\"x\":%s}",
                    "{\"type\":\"stop\",\"id\":\"1\"}",
                    "{\"type\":%s,\"id\":\"6\"}",
                    "%s");

    private final Random random;

    public HostileRequests(long seed) {
        this.random = new Random(seed);
    }

    /// One request as its bytes.
    public record Request(byte[] bytes) {
        /// All that is answered until the server closes the connection, as it is asked to.
        public String answerOf(int port) throws IOException {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(PATIENCE_MS);
                OutputStream out = socket.getOutputStream();
                out.write(bytes);
                out.flush();
                return new String(read(socket), StandardCharsets.UTF_8);
            } catch (IllegalStateException unfinished) {
                throw new IllegalStateException(
                        unfinished.getMessage() + ", of " + this, unfinished);
            }
        }

        private static byte[] read(Socket socket) throws IOException {
            var all = new ByteArrayOutputStream();
            byte[] part = new byte[8_192];
            try {
                for (int count = socket.getInputStream().read(part);
                        count >= 0;
                        count = socket.getInputStream().read(part)) {
                    all.write(part, 0, count);
                }
            } catch (SocketException _) {
                // A server that refuses the rest of a request may reset the connection.
            } catch (SocketTimeoutException _) {
                throw new IllegalStateException(
                        "answered with '" + all + "', and the connection stayed open");
            }
            return all.toByteArray();
        }

        /// The beginning, for messages.
        @Override
        public String toString() {
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.substring(0, Math.min(SHOWN_CHARACTERS, text.length()));
        }
    }

    public Request next() {
        byte[] body = spoiltBytes(one(BODIES).getBytes(StandardCharsets.UTF_8));
        String head =
                one(METHODS)
                        + " "
                        + path()
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + headers()
                        + "Content-Length: "
                        + body.length
                        + "\r\n\r\n";
        byte[] begin = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = new byte[begin.length + body.length];
        System.arraycopy(begin, 0, whole, 0, begin.length);
        System.arraycopy(body, 0, whole, begin.length, body.length);
        return new Request(whole);
    }

    /// The text of a message for the WebSocket.
    public String frame() {
        return one(FRAMES).replace("%s", one(TEXTS));
    }

    private String path() {
        String path = one(PATHS);
        if (rarely()) {
            path += "/" + encoded(one(TEXTS));
        }
        if (rarely()) {
            path = path.replace("Post", encoded(one(TEXTS)));
        }
        if (random.nextBoolean()) {
            path += "?" + one(PARAMETERS) + "=" + encoded(one(TEXTS));
        }
        return path;
    }

    /// Half of the time as a client would; of the rest, only what would end the line is encoded.
    private String encoded(String text) {
        return random.nextBoolean()
                ? URLEncoder.encode(text, StandardCharsets.UTF_8)
                : text.replace(" ", "%20");
    }

    private String headers() {
        var headers = new StringBuilder();
        headers.append("Content-Type: ")
                .append(rarely() ? one(TEXTS) : "application/json")
                .append("\r\n");
        if (rarely()) {
            headers.append("If-Match: ").append(one(TEXTS)).append("\r\n");
        }
        if (rarely()) {
            headers.append("Sec-WebSocket-Protocol: bearer.").append(one(TEXTS)).append("\r\n");
        }
        if (rarely()) {
            headers.append("Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n");
        }
        return headers.toString();
    }

    private byte[] spoiltBytes(byte[] body) {
        if (body.length > 0 && rarely()) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        return body;
    }

    private boolean rarely() {
        return random.nextInt(5) == 0;
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
