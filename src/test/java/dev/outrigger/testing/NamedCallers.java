package dev.outrigger.testing;

import dev.outrigger.backend.identity.Attempt;
import dev.outrigger.backend.identity.Authenticator;
import dev.outrigger.backend.identity.Caller;
import dev.outrigger.backend.identity.Identification;
import dev.outrigger.model.AuthRule.Provider;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Lets callers in by a name in place of an API key, so that a test of what they may do needs no
/// tokens. `ana`, `ben` and `eve` are users of a user pool, of whom eve is in the group `editors`;
/// `admin`, `guest` and `custom` are what their names say; whoever else has an API key.
public final class NamedCallers implements Authenticator {
    private static final Map<String, Caller> CALLERS =
            Map.of(
                    "ana",
                    user("ana", List.of()),
                    "ben",
                    user("ben", List.of("readers")),
                    "eve",
                    user("eve", List.of("editors")),
                    "admin",
                    new Caller.Iam("AK1", Caller.Role.ADMINISTRATOR),
                    "guest",
                    new Caller.Iam("AK2", Caller.Role.UNAUTHENTICATED),
                    "custom",
                    new Caller.Custom(Map.of(), Set.of("Note.title", "Mutation.deleteNote")));

    private static Caller user(String name, List<String> groups) {
        return new Caller.SignedIn(
                Provider.USER_POOLS,
                Map.of("sub", name + "-sub", "username", name, "cognito:groups", groups));
    }

    @Override
    public CompletionStage<Identification> identify(Attempt attempt) {
        return CompletableFuture.completedFuture(
                attempt.headers()
                        .find("x-api-key")
                        .<Identification>map(
                                name ->
                                        new Identification.Identified(
                                                CALLERS.getOrDefault(
                                                        name, new Caller.ApiKeyHolder())))
                        .orElse(new Identification.Refused(Identification.Reason.MISSING)));
    }
}
