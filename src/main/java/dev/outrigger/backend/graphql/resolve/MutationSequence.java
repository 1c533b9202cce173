package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.table.BackendTables;
import dev.outrigger.backend.table.TableFailure;
import dev.outrigger.conflict.MutationOutcome;
import dev.outrigger.conflict.MutationRequest;

import org.dataloader.Try;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Performs the mutations of one document in their order, as many in one transaction as may be.
///
/// Each has an outcome of its own. Where a transaction fails by the fault of one mutation, those of
/// its run go again one by one, still in order, so that the others do not suffer for it.
final class MutationSequence {
    private final BackendTables tables;
    private final List<MutationRequest> requests;
    private final List<Try<MutationOutcome>> answers = new ArrayList<>();
    private final CompletableFuture<List<Try<MutationOutcome>>> done = new CompletableFuture<>();

    /// How many mutations from the first are not to be written together with others.
    private int alone;

    private MutationSequence(BackendTables tables, List<MutationRequest> requests) {
        this.tables = tables;
        this.requests = requests;
    }

    /// The stage has an answer for each request, in their order, and never fails.
    static CompletionStage<List<Try<MutationOutcome>>> perform(
            BackendTables tables, List<MutationRequest> requests) {
        var sequence = new MutationSequence(tables, requests);
        sequence.writeNext();
        return sequence.done;
    }

    private void writeNext() {
        int first = answers.size();
        if (first == requests.size()) {
            done.complete(answers);
            return;
        }
        int length = first < alone ? 1 : BackendTables.LONGEST_RUN;
        List<MutationRequest> run =
                requests.subList(first, Math.min(first + length, requests.size()));
        tables.write(run)
                .whenComplete(
                        (outcomes, failure) -> {
                            take(run, outcomes, failure);
                            writeNext();
                        });
    }

    private void take(
            List<MutationRequest> run,
            @Nullable List<MutationOutcome> outcomes,
            @Nullable Throwable failure) {
        if (outcomes != null) {
            outcomes.forEach(outcome -> answers.add(Try.succeeded(outcome)));
        } else if (run.size() > 1 && isFault(failure)) {
            alone = answers.size() + run.size();
        } else {
            run.forEach(_ -> answers.add(Try.failed(failure)));
        }
    }

    private static boolean isFault(@Nullable Throwable failure) {
        return failure instanceof TableFailure told && told.reason() == TableFailure.Reason.FAULT;
    }
}
