package dev.outrigger.backend.mutation;

import dev.outrigger.backend.table.BackendTables;
import dev.outrigger.backend.table.TableFailure;
import dev.outrigger.conflict.MutationOutcome;
import dev.outrigger.conflict.MutationOutcome.Unresolved;
import dev.outrigger.conflict.MutationRequest;
import dev.outrigger.conflict.Resolution;
import dev.outrigger.conflict.Ruling;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Performs the mutations of one document in their order, as many in one transaction as may be.
///
/// Each has an outcome of its own. Where a transaction fails by the fault of one mutation, those of
/// its run go again one by one, still in order, so that the others do not suffer for it. Where one
/// waits for a conflict handler, those behind it wait too: they may build on it.
final class MutationSequence {
    private final BackendTables tables;
    private final ConflictHandlers handlers;
    private final List<Submission> submissions;
    private final List<Settlement> settled = new ArrayList<>();
    private final CompletableFuture<List<Settlement>> done = new CompletableFuture<>();

    /// How many mutations from the first are not to be written together with others.
    private int alone;

    /// How often a handler was asked about the first mutation that is not settled.
    private int asked;

    MutationSequence(Mutations mutations, List<Submission> submissions) {
        this.tables = mutations.tables();
        this.handlers = mutations.handlers();
        this.submissions = new ArrayList<>(submissions);
    }

    CompletionStage<List<Settlement>> perform() {
        writeNext();
        return done;
    }

    private void writeNext() {
        int first = settled.size();
        if (first == submissions.size()) {
            done.complete(List.copyOf(settled));
            return;
        }
        int length = first < alone ? 1 : BackendTables.LONGEST_RUN;
        List<MutationRequest> run =
                submissions.subList(first, Math.min(first + length, submissions.size())).stream()
                        .map(Submission::request)
                        .toList();
        tables.write(run)
                .handle((outcomes, failure) -> written(run.size(), outcomes, failure))
                .exceptionally(this::fail);
    }

    private @Nullable Void written(
            int runLength, @Nullable List<MutationOutcome> outcomes, @Nullable Throwable failure) {
        if (outcomes == null) {
            refused(runLength, failure);
            writeNext();
            return null;
        }
        Unresolved open = null;
        for (MutationOutcome outcome : outcomes) {
            switch (outcome) {
                case MutationOutcome.Final decided -> settle(new Settlement.Decided(decided));
                case Unresolved last -> open = last;
            }
        }
        if (open == null) {
            writeNext();
        } else {
            ask(open);
        }
        return null;
    }

    private void refused(int runLength, @Nullable Throwable failure) {
        if (!(failure instanceof TableFailure told)) {
            throw new IllegalStateException("mutations were not written", failure);
        }
        if (told.reason() == TableFailure.Reason.FAULT && runLength > 1) {
            alone = settled.size() + runLength;
            return;
        }
        for (int place = 0; place < runLength; place++) {
            settle(new Settlement.NotWritten(told));
        }
    }

    private void ask(Unresolved open) {
        if (asked == handlers.maximumConflicts()) {
            settle(new Settlement.TooManyConflicts(open.current()));
            writeNext();
            return;
        }
        asked++;
        Submission submission = submissions.get(settled.size());
        var question =
                new ConflictQuestion(
                        submission.request().mutation().kind(), open, submission.call());
        handlers.of(open.current().key().model())
                .ask(question)
                .thenAccept(reply -> answered(open, reply))
                .exceptionally(this::fail);
    }

    private void answered(Unresolved open, HandlerReply reply) {
        switch (reply) {
            case HandlerReply.Unusable(String reason) ->
                    settle(new Settlement.HandlerFailed(open.current(), reason));
            case HandlerReply.Decision(Resolution.Reject _) ->
                    settle(new Settlement.Decided(new MutationOutcome.Conflict(open.current())));
            case HandlerReply.Decision(Resolution resolution) -> {
                var ruling = new Ruling(open.current().version(), resolution);
                submissions.set(settled.size(), submissions.get(settled.size()).ruled(ruling));
            }
        }
        writeNext();
    }

    private void settle(Settlement settlement) {
        settled.add(settlement);
        asked = 0;
    }

    /// A bug must not leave the client without an answer.
    private @Nullable Void fail(Throwable bug) {
        done.completeExceptionally(bug);
        return null;
    }
}
