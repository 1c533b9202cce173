package dev.outrigger.backend.identity;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Lets in whoever has one of the API keys. Comparing takes the same time whichever key is right.
public final class ApiKeys implements Mode {
    /// The header that carries a key.
    public static final String HEADER = "x-api-key";

    private final List<ApiKey> keys;
    private final InstantSource clock;

    public ApiKeys(List<ApiKey> keys, InstantSource clock) {
        this.keys = List.copyOf(keys);
        this.clock = clock;
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("without any API key nobody gets in");
        }
    }

    /// Keys that never expire.
    public static ApiKeys lasting(List<String> keys) {
        return new ApiKeys(
                keys.stream().map(key -> ApiKey.of(key, Instant.MAX)).toList(),
                InstantSource.system());
    }

    @Override
    public boolean takes(RequestHeaders headers) {
        return headers.find(HEADER).isPresent();
    }

    @Override
    public CompletionStage<Identification> identify(Attempt attempt) {
        return CompletableFuture.completedFuture(
                attempt.headers()
                        .find(HEADER)
                        .map(this::identification)
                        .orElse(Identification.refused(Identification.Reason.MISSING)));
    }

    private Identification identification(String shown) {
        byte[] given = ApiKey.digestOf(shown);
        Identification found = Identification.refused(Identification.Reason.UNKNOWN_KEY);
        for (ApiKey key : keys) {
            if (MessageDigest.isEqual(key.digest(), given)) {
                found = whileInUse(key);
            }
        }
        return found;
    }

    private Identification whileInUse(ApiKey key) {
        return clock.instant().isBefore(key.expires())
                ? new Identification.Identified(new Caller.ApiKeyHolder(), key.expires())
                : Identification.refused(Identification.Reason.UNKNOWN_KEY);
    }
}
