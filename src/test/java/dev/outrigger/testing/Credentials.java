package dev.outrigger.testing;

import dev.outrigger.json.Json;

import java.net.URI;
import java.time.InstantSource;
import java.util.Map;

/// What a client shows in one of the ways to authenticate: made anew for each request, as a
/// signature has to be.
@FunctionalInterface
public interface Credentials {
    /// The headers for a POST.
    Map<String, String> forPost(URI address, String body);

    /// The same whatever is asked.
    static Credentials fixed(String header, String value) {
        return (_, _) -> Map.of(header, value);
    }

    /// Signatures as Amplify's JavaScript client makes them.
    static Credentials signed(AwsSigner signer, InstantSource clock) {
        return (address, body) -> {
            Map<String, String> headers =
                    Map.of(
                            "accept", "application/json, text/javascript",
                            "content-encoding", "amz-1.0",
                            "content-type", "application/json; charset=UTF-8");
            return signer.post(address, headers, body, clock.instant());
        };
    }

    /// For the handshake of the realtime channel.
    default Map<String, String> forHandshake(URI endpoint) {
        return forPost(URI.create(endpoint + "/connect"), Json.write(Map.of()));
    }
}
