package dev.outrigger.sync.pull;

import dev.outrigger.sync.Moment;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.SyncPolicy;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Decides what a model is asked for: everything or what changed, from which page on, and when it
/// is asked again.
final class PullPlanning {
    /// Waits no longer than the back-off does at most.
    private static final int ALWAYS_LONGEST = Integer.MAX_VALUE;

    private final PullLimits limits;
    private final SyncPolicies policies;

    PullPlanning(PullLimits limits, SyncPolicies policies) {
        this.limits = limits;
        this.policies = policies;
    }

    PullStart start(String model, @Nullable SyncCheckpoint before, Moment moment) {
        PullKind kind = kind(model, before, moment);
        Instant lastSync = kind.full() || before == null ? null : since(before.startedAt());
        return new PullStart(kind, lastSync, moment.now());
    }

    private PullKind kind(String model, @Nullable SyncCheckpoint before, Moment moment) {
        if (before == null) {
            return PullKind.BASE;
        }
        return outdated(model, before.baseSyncedAt(), moment)
                ? PullKind.REPEATED_BASE
                : PullKind.DELTA;
    }

    /// The pull that goes on where it was interrupted. A delta does not when a base sync is due,
    /// and nothing does that was begun too long ago for its first pages to be worth much.
    Optional<PageCheckpoint> resumable(Checkpoints checkpoints, String model, Moment moment) {
        SyncCheckpoint before = checkpoints.finished().get(model);
        return Optional.ofNullable(checkpoints.unfinished().get(model))
                .filter(unfinished -> !outdated(model, begunAt(unfinished), moment))
                .filter(
                        unfinished ->
                                unfinished.progress().start().kind().full()
                                        || kind(model, before, moment) == PullKind.DELTA);
    }

    private static Instant begunAt(PageCheckpoint unfinished) {
        return unfinished.progress().start().begunAt();
    }

    /// An instant in the future is by a clock that was wrong and is not any more: its age is
    /// unknown, and would stay below the interval for as long as the clock was ahead.
    private boolean outdated(String model, Instant then, Moment moment) {
        return then.isAfter(moment.now())
                || then.plus(fullSyncInterval(model)).isBefore(moment.now());
    }

    private Duration fullSyncInterval(String model) {
        Duration own = policies.of(model).fullSyncInterval();
        return own == null ? limits.fullSyncInterval() : own;
    }

    /// What is to be asked after an interrupted pull has ended: what changed since it began.
    PullStart completion(PullProgress ended) {
        PullStart start = ended.start();
        return new PullStart(start.kind(), since(ended.startedAt()), start.begunAt());
    }

    private Instant since(Instant startedAt) {
        return startedAt.minus(limits.overlap());
    }

    PageRequest firstPage(String model, PullStart start) {
        return new PageRequest(model, start.lastSync(), null, limit(model, start, 0));
    }

    PageRequest nextPage(String model, PullProgress progress, String token) {
        PullStart start = progress.start();
        int limit = limit(model, start, progress.count().received());
        return new PageRequest(model, start.lastSync(), token, limit);
    }

    private int limit(String model, PullStart start, long received) {
        return Math.toIntExact(Math.min(limits.pageItems(), rest(model, start, received)));
    }

    /// Items that the model may still ask for. Only what is asked from the beginning is limited: of
    /// what changed, the part beyond a limit would be lost.
    private long rest(String model, PullStart start, long received) {
        Long maxRecords = policies.of(model).maxRecords();
        return maxRecords == null || start.lastSync() != null
                ? Long.MAX_VALUE
                : maxRecords - received;
    }

    /// True when no page comes after this one, be it that the backend has none or that the model's
    /// limit is reached.
    boolean ends(String model, PullProgress progress, PullOutcome.Page page) {
        return page.nextToken() == null
                || rest(model, progress.start(), progress.count().received()) <= 0;
    }

    /// True when the pull has brought, or named, everything that the backend has: what it has not
    /// is gone. One that was cut off by the model's limit says nothing about the rest.
    boolean comparable(String model, PullProgress progress) {
        Long maxRecords = policies.of(model).maxRecords();
        return progress.start().kind() == PullKind.REPEATED_BASE
                && (maxRecords == null || progress.count().received() < maxRecords);
    }

    /// What changed later than this may not have been there yet when the backend was asked.
    Instant askedAt(PullProgress progress) {
        return since(progress.startedAt());
    }

    SyncCheckpoint reached(@Nullable SyncCheckpoint before, PullProgress progress) {
        PullStart start = progress.start();
        return new SyncCheckpoint(
                progress.startedAt(),
                start.kind().full() || before == null ? start.begunAt() : before.baseSyncedAt());
    }

    Agenda.Entry afterSuccess(String model, Moment moment) {
        SyncPolicy policy = policies.of(model);
        Duration wait = policy.mode().listens() ? fullSyncInterval(model) : policy.pollInterval();
        return new Agenda.Entry(moment.now().plus(wait), 0);
    }

    /// A model that this replica may not read is asked for as seldom as one that failed many times:
    /// rights come back with a decision of somebody, not by themselves.
    Agenda.Entry afterFailure(PullFailure failure, int failuresBefore, Moment moment) {
        int failures = failuresBefore + 1;
        Duration wait =
                switch (failure.cause()) {
                    case UNUSABLE -> moment.backOff(failures);
                    case UNAUTHORIZED -> moment.backOff(ALWAYS_LONGEST);
                };
        return new Agenda.Entry(moment.now().plus(wait), failures);
    }
}
