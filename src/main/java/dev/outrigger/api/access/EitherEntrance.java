package dev.outrigger.api.access;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Puts a token to a second entrance when the first one does not know it.
public record EitherEntrance(Entrance first, Entrance second) implements Entrance {
    @Override
    public CompletionStage<Verdict> identify(String token) {
        return first.identify(token)
                .thenCompose(
                        verdict ->
                                switch (verdict) {
                                    case Verdict.Refused _ -> second.identify(token);
                                    case Verdict.Known _, Verdict.Undecided _ ->
                                            CompletableFuture.completedFuture(verdict);
                                });
    }
}
