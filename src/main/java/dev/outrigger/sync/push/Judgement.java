package dev.outrigger.sync.push;

import dev.outrigger.contract.Mutation;
import dev.outrigger.sync.Moment;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.RemoteItem;

import java.time.Duration;

/// Decides what an answer of the backend means for the mutation itself, whatever it means for the
/// pace of delivery.
record Judgement(ConflictRules conflicts) {
    /// @param pace as it was before the answer
    PushCommand of(Claimed sent, PushOutcome outcome, Pace pace, Moment moment) {
        return switch (outcome) {
            case PushOutcome.Accepted(RemoteItem answer) -> conflicts.accepted(sent, answer);
            case PushOutcome.Conflict(RemoteItem theirs) -> conflicts.reported(sent, theirs);
            case PushOutcome.ConditionFailed(String reason) -> conditionFalse(sent, reason);
            case PushOutcome.Refused(Rejection rejection) ->
                    new PushCommand.Settle(sent, new Verdict.Refused(rejection));
            case PushOutcome.NotSignedIn(String reason) ->
                    postponed(sent, Standing.WAITING, reason);
            case PushOutcome.Deferred(Duration _, String reason) ->
                    postponed(sent, Standing.WAITING, reason);
            case PushOutcome.NotTogether(String reason) ->
                    postponed(sent, Standing.WAITING, reason);
            case PushOutcome.Unreadable(String reason) ->
                    ConflictRules.setAside(sent, Standing.SENT, reason, moment);
            case PushOutcome.Faulted(String reason) -> faulted(sent, reason, pace, moment);
            case PushOutcome.Unsaid(String reason) -> postponed(sent, Standing.SENT, reason);
            case PushOutcome.Unanswered(String reason) ->
                    Dispatch.sentAlone(sent)
                            ? faulted(sent, reason, pace, moment)
                            : postponed(sent, Standing.SENT, reason);
        };
    }

    /// The item is looked at again after a pause, as one that cannot be read.
    PushCommand of(PushEvent.Unstorable unstorable, Moment moment) {
        Claimed sent = unstorable.sent();
        Standing standing =
                switch (unstorable.verdict()) {
                    case Verdict.Acknowledged _, Verdict.Faulted _ ->
                            sent.before() == Standing.CONTESTED
                                    ? Standing.CONTESTED
                                    : Standing.SENT;
                    case Verdict.Resolved _, Verdict.Suspended _, Verdict.Contested _ ->
                            Standing.CONTESTED;
                    case Verdict.SetAside aside -> aside.standing();
                    case Verdict.Postponed postponed -> postponed.standing();
                    case Verdict.Refused _ -> Standing.WAITING;
                };
        return ConflictRules.setAside(sent, standing, unstorable.reason(), moment);
    }

    static PushCommand postponed(Claimed sent, Standing standing, String reason) {
        return new PushCommand.Settle(sent, new Verdict.Postponed(standing, reason));
    }

    /// A create has no condition of its own but that its key is not taken.
    private PushCommand conditionFalse(Claimed sent, String reason) {
        Mutation mutation = sent.mutation().mutation();
        Rejection rejection =
                Rejection.of(
                        Rejection.Cause.CONDITION_FALSE, "ConditionalCheckFailedException", reason);
        return mutation.conditional()
                ? new PushCommand.Settle(sent, new Verdict.Refused(rejection))
                : conflicts.contested(sent, reason);
    }

    /// It counts against the mutation when the backend has taken another one since it last failed.
    /// Otherwise it may be failing at everything, and no write ends because of that.
    private static PushCommand faulted(Claimed sent, String reason, Pace pace, Moment moment) {
        Verdict.Blame blame =
                pace.health() instanceof Health.Taking
                        ? Verdict.Blame.MUTATION
                        : Verdict.Blame.BACKEND;
        Duration pause = moment.backOff(sent.mutation().attempts());
        return new PushCommand.Settle(sent, new Verdict.Faulted(blame, pause, reason));
    }
}
