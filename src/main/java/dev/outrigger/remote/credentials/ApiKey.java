package dev.outrigger.remote.credentials;

import dev.outrigger.model.AuthRule.Provider;

import io.vertx.core.Future;

import java.util.Map;
import java.util.Set;

/// A key of the API, the same for every request.
public final class ApiKey implements Credentials {
    private final Shown.Headers headers;

    public ApiKey(String key) {
        this.headers = new Shown.Headers(Map.of("x-api-key", key));
    }

    @Override
    public Future<Shown> show(Posting posting) {
        return Future.succeededFuture(headers);
    }

    @Override
    public Prospect turnedAway(Shown.Headers shown) {
        return Prospect.SAME;
    }

    @Override
    public Set<Provider> providers() {
        return Set.of(Provider.API_KEY);
    }
}
