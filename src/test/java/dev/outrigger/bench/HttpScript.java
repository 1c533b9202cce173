package dev.outrigger.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;

import java.util.concurrent.ThreadLocalRandom;

/// A request that clients send over and over.
///
/// @param keys `:key` in the path is a random number from 1 up to this one
/// @param status the only one that counts as an answer; wrk takes any below 400 for one
record HttpScript(HttpMethod method, String path, int keys, String body, int status) {
    static final String KEY = ":key";

    /// The next one, as our own clients send it.
    ClosedLoop.Request request() {
        String key = Integer.toString(ThreadLocalRandom.current().nextInt(keys) + 1);
        return new ClosedLoop.Request(method, path.replace(KEY, key), Buffer.buffer(body), status);
    }

    /// As wrk reads it: every thread draws keys of its own, and the last line says what came out.
    String wrk() {
        return """
        wrk.method = "%s"
        wrk.headers["content-type"] = "application/json"
        wrk.headers["x-api-key"] = "%s"
        wrk.body = [==[%s]==]
        local threads = 0
        function setup(thread)
            threads = threads + 1
            thread:set("seed", threads)
        end
        function init()
            math.randomseed(seed)
        end
        %s
        function done(summary, latency)
            local errors = summary.errors
            io.write(string.format("served %%d in %%d us, failed %%d, p50 %%d us, p99 %%d us\\n",
                summary.requests, summary.duration,
                errors.connect + errors.read + errors.write + errors.status + errors.timeout,
                latency:percentile(50), latency:percentile(99)))
        end
        """
                .formatted(method, Rig.API_KEY, body, next());
    }

    /// Where all requests are alike, wrk writes one beforehand.
    private String next() {
        String[] around = path.split(KEY, -1);
        return around.length == 1
                ? "wrk.path = \"" + path + "\""
                : """
                function request()
                    return wrk.format(nil, "%s" .. math.random(1, %d) .. "%s")
                end\
                """
                        .formatted(around[0], keys, around[1]);
    }
}
