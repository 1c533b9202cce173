package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Holds the headers of requests and answers against what a document tells of an operation.
final class HeaderContract {
    /// Of every exchange over HTTP, or of what only browsers, caches and proxies read.
    private static final Set<String> OF_HTTP =
            Set.of(
                    "accept",
                    "authorization",
                    "cache-control",
                    "connection",
                    "content-length",
                    "content-type",
                    "host",
                    "origin",
                    "transfer-encoding",
                    "user-agent",
                    "vary",
                    "x-accel-buffering");

    private static final String OF_BROWSERS = "access-control-";

    /// Fails when the request had a header that the operation is not told to heed.
    void checkRequest(JsonObject operation, HttpHeaders sent) {
        Set<String> told = new TreeSet<>();
        for (Object parameter : operation.getJsonArray("parameters", new JsonArray())) {
            JsonObject form = (JsonObject) parameter;
            if (form.getString("in").equals("header")) {
                told.add(lower(form.getString("name")));
            }
        }
        assertThat(told)
                .as("headers that %s is told to heed", operation.getString("operationId"))
                .containsAll(own(sent));
    }

    /// Fails when the answer has a header that is not told, or lacks one that is always there.
    void checkAnswer(JsonObject response, HttpHeaders answered) {
        Set<String> told = new TreeSet<>();
        Set<String> needed = new TreeSet<>();
        for (var header : response.getJsonObject("headers", new JsonObject())) {
            told.add(lower(header.getKey()));
            if (((JsonObject) header.getValue()).getBoolean("required", false)) {
                needed.add(lower(header.getKey()));
            }
        }
        Set<String> found = own(answered);
        assertThat(told).as("headers that are told of %s", response).containsAll(found);
        assertThat(found).as("headers of an answer").containsAll(needed);
    }

    private static Set<String> own(HttpHeaders headers) {
        Set<String> own = new TreeSet<>();
        headers.map().keySet().forEach(name -> own.add(lower(name)));
        own.removeAll(OF_HTTP);
        own.removeIf(name -> name.startsWith(OF_BROWSERS));
        return own;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
