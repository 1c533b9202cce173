package dev.outrigger.replica;

import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Asks one question after the other, each once the one before is answered.
final class InTurn {
    private InTurn() {}

    /// Asks about each until one is answered with true.
    ///
    /// @return whether one was
    static <T> CompletionStage<Boolean> any(
            Iterable<T> things, Function<T, CompletionStage<Boolean>> question) {
        return any(things.iterator(), question);
    }

    /// Answers that are there already are taken in a loop: one call inside the other for each of
    /// them would fill the stack.
    private static <T> CompletionStage<Boolean> any(
            Iterator<T> things, Function<T, CompletionStage<Boolean>> question) {
        while (things.hasNext()) {
            CompletableFuture<Boolean> answer = question.apply(things.next()).toCompletableFuture();
            if (!answer.isDone() || answer.isCompletedExceptionally()) {
                return answer.thenCompose(yes -> yes ? said(true) : any(things, question));
            }
            if (answer.join()) {
                return said(true);
            }
        }
        return said(false);
    }

    static CompletionStage<Boolean> said(boolean answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
