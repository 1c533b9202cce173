package dev.outrigger.token;

import com.nimbusds.jose.jwk.JWKSet;

import dev.outrigger.json.Json;

import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The keys that an issuer publishes, read anew each time.
final class KeyDocument {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final TokenIssuer issuer;
    private final URI discovery;
    private final OutsideCalls calls;

    /// @throws IllegalArgumentException when the issuer's name is no address
    KeyDocument(TokenIssuer issuer, OutsideCalls calls) {
        this.issuer = issuer;
        this.discovery = URI.create(issuer.name().replaceAll("/$", "") + DISCOVERY);
        this.calls = calls;
    }

    /// The stage fails when they cannot be had.
    CompletionStage<JWKSet> read() {
        return address()
                .thenCompose(address -> calls.get(address, LIMIT))
                .thenCompose(KeyDocument::parsed);
    }

    private CompletionStage<URI> address() {
        if (issuer.keyAddress() != null) {
            return CompletableFuture.completedFuture(issuer.keyAddress());
        }
        return calls.get(discovery, LIMIT).thenCompose(this::found);
    }

    /// A document of somebody else would bring somebody else's keys.
    private CompletionStage<URI> found(Map<?, ?> configuration) {
        if (!issuer.name().equals(configuration.get("issuer"))) {
            return failed("its discovery document is that of another issuer");
        }
        if (configuration.get("jwks_uri") instanceof String address) {
            try {
                URI keys = URI.create(address);
                return Trusted.address(keys)
                        ? CompletableFuture.completedFuture(keys)
                        : failed("its keys are published without TLS");
            } catch (IllegalArgumentException _) {
                return failed("its jwks_uri is no address");
            }
        }
        return failed("its discovery document has no jwks_uri");
    }

    private static CompletionStage<JWKSet> parsed(Map<?, ?> document) {
        try {
            return CompletableFuture.completedFuture(JWKSet.parse(Json.write(document)));
        } catch (ParseException _) {
            return failed("its keys cannot be read");
        }
    }

    private static <T> CompletionStage<T> failed(String reason) {
        return CompletableFuture.failedFuture(new IOException(reason));
    }
}
