package dev.outrigger.remote;

import dev.outrigger.remote.credentials.Credentials;
import dev.outrigger.remote.credentials.Shown;
import dev.outrigger.remote.credentials.TokenCredentials;
import dev.outrigger.runtime.TokenClaims;

import java.util.List;
import java.util.UUID;

/// One of a model's three, as it is asked for: an attempt has an id of its own, because a backend
/// may take one that it has seen for a repetition.
///
/// @param ways what is to be shown for it, in the order in which it is tried; at least one
record Subscription(String id, RemoteModel model, FilteredOperation asked, List<Credentials> ways) {
    Subscription {
        ways = List.copyOf(ways);
    }

    static Subscription of(RemoteModel model, FilteredOperation asked, List<Credentials> ways) {
        return new Subscription(UUID.randomUUID().toString(), model, asked, ways);
    }

    /// The same with the same credentials, for another attempt.
    Subscription again() {
        return of(model, asked, ways);
    }

    /// The root field, such as `onCreatePost`.
    String field() {
        return asked.operation().field();
    }

    /// Whose items it asks for, with what its first way shows.
    OwnerScope scope(Shown.Headers shown) {
        String token = shown.values().getOrDefault(TokenCredentials.HEADER, "");
        return OwnerScope.of(model.model(), ways.getFirst().providers(), TokenClaims.of(token));
    }

    boolean hasAnotherWay() {
        return ways.size() > 1;
    }

    /// The same with the next credentials.
    Subscription nextWay() {
        return of(model, asked, ways.subList(1, ways.size()));
    }
}
