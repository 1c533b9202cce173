package dev.outrigger.sync.push;

import dev.outrigger.contract.Mutation;
import dev.outrigger.sync.Moment;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.resolution.Advice;
import dev.outrigger.sync.resolution.BackendMerge;
import dev.outrigger.sync.resolution.Conflict;
import dev.outrigger.sync.resolution.Decision;
import dev.outrigger.sync.resolution.Divergence;
import dev.outrigger.sync.resolution.Resolution;
import dev.outrigger.sync.resolution.Resolver;
import dev.outrigger.sync.resolution.Strategies;
import dev.outrigger.sync.resolution.Strategy;

import org.jspecify.annotations.Nullable;

/// Decides what is done about a mutation that met another item than the one that it was made from.
final class ConflictRules {
    private static final String CHANGED = "the item had changed at the backend";

    private static final Rejection KEY_DELETED =
            Rejection.of(
                    Rejection.Cause.BAD_RECORD,
                    "KeyDeleted",
                    "the backend keeps a deleted item with this key");

    private static final Rejection STAYS_DELETED =
            Rejection.of(
                    Rejection.Cause.BAD_RECORD,
                    "UndeleteRefused",
                    "the backend does not bring a deleted item back");

    private static final String MERGED =
            "the backend merged the update with a newer item and did not take all of it";

    private final Resolver resolver;
    private final Strategies strategies;
    private final int limit;

    /// @param limit conflicts of one mutation after which it is refused, and faults after which it
    ///     is held
    ConflictRules(Strategies strategies, int limit) {
        this.resolver = new Resolver(strategies);
        this.strategies = strategies;
        this.limit = limit;
    }

    /// The backend has accepted the mutation, and may have merged it with what it had.
    PushCommand accepted(Claimed sent, RemoteItem answer) {
        return BackendMerge.mended(strategy(sent), sent.mutation(), sent.base(), answer)
                .map(again -> partly(sent, answer, again))
                .orElseGet(() -> new PushCommand.Settle(sent, new Verdict.Acknowledged(answer)));
    }

    /// @param again what puts right what the backend made of it
    private PushCommand partly(Claimed sent, RemoteItem answer, Mutation again) {
        return exhausted(sent)
                ? exhaustion(sent, MERGED)
                : settled(
                        sent,
                        new Conflict(sent.mutation(), answer, MERGED),
                        new Resolution.SendAgain(again));
    }

    /// @param theirs null when the backend has no trace of the item
    private PushCommand met(Claimed sent, @Nullable RemoteItem theirs, String reason) {
        boolean done =
                theirs != null
                        && !theirs.live()
                        && sent.mutation().mutation().kind() == Mutation.Kind.DELETE;
        if (done) {
            return new PushCommand.Settle(sent, new Verdict.Acknowledged(theirs));
        }
        Conflict conflict = new Conflict(sent.mutation(), theirs, reason);
        if (exhausted(sent)) {
            return exhaustion(sent, reason);
        }
        return switch (resolver.rule(conflict)) {
            case Resolver.Ruling.Decided(Resolution resolution) ->
                    settled(sent, conflict, resolution);
            case Resolver.Ruling.AskWebhook _ -> new PushCommand.Consult(sent, conflict);
            case Resolver.Ruling.Undecidable _ ->
                    new PushCommand.Settle(sent, new Verdict.Refused(KEY_DELETED));
        };
    }

    PushCommand advised(PushEvent.Advised advised, Moment moment) {
        Claimed sent = advised.sent();
        Conflict conflict = advised.conflict();
        return switch (advised.advice()) {
            case Advice.Given(Decision decision) ->
                    settled(sent, conflict, Resolver.follow(conflict, decision));
            case Advice.Unavailable(String reason) ->
                    new PushCommand.Settle(
                            sent,
                            new Verdict.Suspended(
                                    moment.backOff(sent.mutation().attempts()), reason));
        };
    }

    /// The item cannot be taken in. The pause is the mutation's own: nothing else has to wait.
    static PushCommand setAside(Claimed sent, Standing standing, String reason, Moment moment) {
        return new PushCommand.Settle(
                sent,
                new Verdict.SetAside(standing, moment.backOff(sent.mutation().attempts()), reason));
    }

    /// The next attempt begins with a look at the backend's item, which tells what is the matter.
    PushCommand contested(Claimed sent, String reason) {
        return exhausted(sent)
                ? exhaustion(sent, reason)
                : new PushCommand.Settle(sent, new Verdict.Contested(reason));
    }

    /// The backend has refused the mutation because of the item that it has.
    ///
    /// @param theirs null when it did not say what that is
    PushCommand reported(Claimed sent, @Nullable RemoteItem theirs) {
        if (theirs == null) {
            return contested(sent, "the backend reported a conflict and not its item");
        }
        boolean heard = !theirs.live() && theirs.version().equals(sent.base());
        return heard && sent.mutation().undeletes()
                ? new PushCommand.Settle(sent, new Verdict.Refused(STAYS_DELETED))
                : met(sent, theirs, theirs.live() ? CHANGED : "the backend has deleted the item");
    }

    /// What follows from a look at the backend's item.
    sealed interface Next {
        /// The mutation goes out.
        record Depart(Claimed claimed) implements Next {}

        record Perform(PushCommand command) implements Next {}
    }

    /// @param health of the backend, before the look
    Next looked(Claimed sent, FetchOutcome outcome, Health health, Moment moment) {
        return switch (Verification.examine(sent, outcome)) {
            // What is there as it was sent is this very mutation, and needs no mending.
            case Verification.Finding.Ended(Verdict.Acknowledged(RemoteItem answer))
                    when !Verification.carries(answer.item(), sent.mutation().mutation()) ->
                    new Next.Perform(accepted(sent, answer));
            case Verification.Finding.Ended(Verdict verdict) ->
                    new Next.Perform(new PushCommand.Settle(sent, verdict));
            case Verification.Finding.Hidden(String reason) ->
                    new Next.Perform(setAside(sent, sent.before(), reason, moment));
            case Verification.Finding.Met(RemoteItem theirs, String reason) ->
                    new Next.Perform(met(sent, theirs, reason));
            case Verification.Finding.SendOn(RemoteItem theirs) -> sendOn(sent, theirs, health);
        };
    }

    private Next sendOn(Claimed sent, @Nullable RemoteItem theirs, Health health) {
        boolean worn = sent.before() == Standing.SENT && sent.mutation().faults() >= limit;
        // Without the last word the backend may have begun to fail at others too.
        if (worn && health instanceof Health.Taking) {
            return new Next.Perform(
                    new PushCommand.Settle(sent, new Verdict.Refused(faults(sent))));
        }
        if (theirs == null) {
            return new Next.Depart(sent.onTopOf(null));
        }
        return diverges(sent, theirs, strategy(sent))
                ? new Next.Perform(met(sent, theirs, CHANGED))
                : new Next.Depart(sent.onTopOf(theirs.version()));
    }

    private static boolean diverges(Claimed sent, RemoteItem theirs, Strategy strategy) {
        PendingMutation mutation = sent.mutation();
        if (!theirs.live()) {
            return Divergence.beforeDeletion(mutation, theirs.item(), strategy);
        }
        // A look may be answered by a machine that is behind. The replica is not: what it has taken
        // in for another item under the key is one.
        boolean late =
                Divergence.isBefore(theirs.version(), mutation)
                        && !Divergence.isBefore(sent.base(), mutation);
        return !late && Divergence.found(mutation, theirs.version(), theirs.item(), strategy);
    }

    /// True when the mutation must not simply go out on top of what is known of its item.
    boolean diverged(Claimed claimed) {
        return Divergence.found(
                claimed.mutation(), claimed.base(), claimed.baseItem(), strategy(claimed));
    }

    private PushCommand settled(Claimed sent, Conflict conflict, Resolution resolution) {
        return new PushCommand.Settle(
                sent, new Verdict.Resolved(conflict, strategy(sent).word(), resolution));
    }

    private static PushCommand exhaustion(Claimed sent, String reason) {
        return new PushCommand.Settle(
                sent,
                new Verdict.Refused(
                        Rejection.of(
                                Rejection.Cause.CONFLICTS,
                                "Conflict",
                                reason + ", for the " + sent.mutation().conflicts() + ". time")));
    }

    /// The look has shown that the backend does not have it.
    private static Rejection faults(Claimed sent) {
        PendingMutation mutation = sent.mutation();
        return Rejection.of(
                Rejection.Cause.FAULTS,
                "BackendFailure",
                "the backend failed at it %d times, and not at others: %s"
                        .formatted(mutation.faults(), mutation.lastError()));
    }

    private Strategy strategy(Claimed sent) {
        return strategies.of(sent.mutation().key().model());
    }

    private boolean exhausted(Claimed sent) {
        return sent.mutation().conflicts() >= limit;
    }
}
