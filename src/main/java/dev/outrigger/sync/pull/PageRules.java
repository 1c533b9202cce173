package dev.outrigger.sync.pull;

import dev.outrigger.sync.UnreadItem;
import dev.outrigger.sync.reconcile.Applied;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Decides how one model is pulled, page after page: the next one is asked for while one is stored,
/// and how far the pull has got is stored with each.
final class PageRules {
    private final PullPlanning planning;

    PageRules(PullPlanning planning) {
        this.planning = planning;
    }

    /// Its turn has come: it goes on where its last pull was interrupted, or begins.
    RoundStep open(Turn turn) {
        return planning.resumable(turn.round().checkpoints(), turn.model(), turn.moment())
                .map(unfinished -> goOn(turn, unfinished))
                .orElseGet(() -> begin(turn));
    }

    private RoundStep goOn(Turn turn, PageCheckpoint unfinished) {
        PullProgress progress = unfinished.resumed();
        String token = unfinished.nextToken();
        return token == null
                ? complete(turn, progress)
                : turn.becomes(
                        new ModelPull.Pulling(progress, token),
                        List.of(next(turn, progress, token)));
    }

    private RoundStep begin(Turn turn) {
        return ask(
                turn, planning.start(turn.model(), before(turn), turn.moment()), PullCount.none());
    }

    private RoundStep ask(Turn turn, PullStart start, PullCount count) {
        return turn.becomes(
                new ModelPull.Opening(start, count),
                List.of(turn.pull(planning.firstPage(turn.model(), start))));
    }

    private SyncCommand next(Turn turn, PullProgress progress, String token) {
        return turn.pull(planning.nextPage(turn.model(), progress, token));
    }

    private static @Nullable SyncCheckpoint before(Turn turn) {
        return turn.round().checkpoints().finished().get(turn.model());
    }

    RoundStep answered(Turn turn, PullOutcome outcome) {
        return switch (turn.round().pulls().get(turn.model())) {
            case ModelPull.Opening(PullStart start, PullCount count) ->
                    switch (outcome) {
                        case PullOutcome.Page page ->
                                storing(
                                        turn,
                                        page,
                                        new PullProgress(start, page.startedAt(), count, false));
                        case PullOutcome.Failed _,
                                PullOutcome.Unauthorized _,
                                PullOutcome.TokenRefused _ ->
                                failed(turn, failure(outcome));
                    };
            case ModelPull.Pulling(PullProgress progress, String token) ->
                    switch (usable(outcome, token)) {
                        case PullOutcome.Page page -> storing(turn, page, progress);
                        case PullOutcome.TokenRefused refused -> refused(turn, refused);
                        case PullOutcome.Failed failed -> failed(turn, failure(failed));
                        case PullOutcome.Unauthorized denied -> failed(turn, failure(denied));
                    };
            case ModelPull.PullingAhead(PullProgress progress, String token) ->
                    switch (usable(outcome, token)) {
                        case PullOutcome.Page page ->
                                turn.becomes(new ModelPull.Waiting(progress, page), List.of());
                        case PullOutcome.Failed _,
                                PullOutcome.Unauthorized _,
                                PullOutcome.TokenRefused _ ->
                                turn.becomes(new ModelPull.Failing(failure(outcome)), List.of());
                    };
            case ModelPull.Pending _, ModelPull.Waiting _, ModelPull.Storing _ -> turn.stays();
            case ModelPull.Comparing _, ModelPull.Ending _, ModelPull.Failing _ -> turn.stays();
            case ModelPull.Done _, ModelPull.Failed _ -> turn.stays();
            case null -> turn.stays();
        };
    }

    private static PullOutcome usable(PullOutcome outcome, String token) {
        boolean repeated =
                outcome instanceof PullOutcome.Page page && token.equals(page.nextToken());
        return repeated
                ? new PullOutcome.Failed("the backend repeats the token of a page")
                : outcome;
    }

    private static PullFailure failure(PullOutcome outcome) {
        return switch (outcome) {
            case PullOutcome.Failed(String reason) -> PullFailure.unusable(reason);
            case PullOutcome.TokenRefused(String reason) -> PullFailure.unusable(reason);
            case PullOutcome.Unauthorized(String reason) ->
                    new PullFailure(PullFailure.Cause.UNAUTHORIZED, reason);
            case PullOutcome.Page _ -> throw new IllegalArgumentException("a page is no failure");
        };
    }

    /// Once a round, the pull begins anew: a backend that refuses every token must not be asked for
    /// the first page for ever.
    private RoundStep refused(Turn turn, PullOutcome.TokenRefused refused) {
        return turn.round().restarted().contains(turn.model())
                ? failed(turn, failure(refused))
                : begin(
                        new Turn(
                                turn.session(),
                                turn.round().restarting(turn.model()),
                                turn.model(),
                                turn.moment()));
    }

    private static RoundStep failed(Turn turn, PullFailure failure) {
        Notice notice =
                switch (failure.cause()) {
                    case UNUSABLE -> new Notice.ModelFailed(turn.model(), failure.reason());
                    case UNAUTHORIZED ->
                            new Notice.ModelUnauthorized(turn.model(), failure.reason());
                };
        return turn.becomes(
                new ModelPull.Failed(failure), List.of(new SyncCommand.Announce(notice)));
    }

    /// Stores a page, and asks for the next one at once.
    private RoundStep storing(Turn turn, PullOutcome.Page page, PullProgress before) {
        PullProgress progress = before.page(page);
        String token = planning.ends(turn.model(), progress, page) ? null : page.nextToken();
        List<SyncCommand> commands = new ArrayList<>();
        if (!page.rejected().isEmpty()) {
            commands.add(
                    new SyncCommand.Announce(
                            new Notice.NonApplicable(
                                    turn.model(),
                                    page.rejected().stream().map(UnreadItem::reason).toList())));
        }
        boolean over = token == null && !planning.comparable(turn.model(), progress);
        Reached reached =
                over
                        ? planning.reached(before(turn), progress)
                        : new PageCheckpoint(progress, token);
        commands.add(
                new SyncCommand.StorePage(
                        turn.session(), turn.model(), page.items(), page.rejected(), reached));
        if (token == null) {
            return turn.becomes(new ModelPull.Storing(progress), commands);
        }
        commands.add(next(turn, progress, token));
        return turn.becomes(new ModelPull.PullingAhead(progress, token), commands);
    }

    RoundStep stored(Turn turn, Applied applied) {
        return switch (turn.round().pulls().get(turn.model())) {
            case ModelPull.PullingAhead(PullProgress progress, String token) ->
                    pulling(turn, progress.stored(applied), token);
            case ModelPull.Waiting(PullProgress progress, PullOutcome.Page page) ->
                    goingOn(turn, progress.stored(applied), page);
            case ModelPull.Failing(PullFailure failure) -> failed(turn, failure);
            case ModelPull.Storing(PullProgress progress) -> ended(turn, progress.stored(applied));
            case ModelPull.Ending(PullProgress progress) -> synced(turn, progress);
            case ModelPull.Pending _, ModelPull.Opening _, ModelPull.Pulling _ -> turn.stays();
            case ModelPull.Comparing _, ModelPull.Done _, ModelPull.Failed _ -> turn.stays();
            case null -> turn.stays();
        };
    }

    private static RoundStep pulling(Turn turn, PullProgress progress, String token) {
        return turn.becomes(
                new ModelPull.Pulling(progress, token), List.of(progressed(turn, progress)));
    }

    private RoundStep goingOn(Turn turn, PullProgress progress, PullOutcome.Page page) {
        RoundStep next = storing(turn, page, progress);
        List<SyncCommand> commands = new ArrayList<>(List.of(progressed(turn, progress)));
        commands.addAll(next.commands());
        return new RoundStep(next.round(), commands);
    }

    private static SyncCommand progressed(Turn turn, PullProgress progress) {
        return new SyncCommand.Announce(new Notice.PullProgressed(turn.model(), progress.count()));
    }

    private RoundStep ended(Turn turn, PullProgress progress) {
        if (progress.resumed()) {
            return complete(turn, progress);
        }
        return planning.comparable(turn.model(), progress)
                ? turn.becomes(
                        new ModelPull.Comparing(progress),
                        List.of(
                                new SyncCommand.CompareKeys(
                                        turn.session(), turn.model(), planning.askedAt(progress))))
                : synced(turn, progress);
    }

    /// What changed since the interrupted pull began, while nobody listened.
    private RoundStep complete(Turn turn, PullProgress interrupted) {
        return ask(turn, planning.completion(interrupted), interrupted.count());
    }

    /// That the keys were compared is durable only with the checkpoint: until then an interruption
    /// leads to another comparison.
    RoundStep compared(Turn turn, KeyComparison outcome) {
        return switch (turn.round().pulls().get(turn.model())) {
            case ModelPull.Comparing(PullProgress progress) ->
                    switch (outcome) {
                        case KeyComparison.Removed(Applied applied) ->
                                turn.becomes(
                                        new ModelPull.Ending(progress.stored(applied)),
                                        List.of(end(turn, progress)));
                        case KeyComparison.Failed(String reason) ->
                                failed(turn, PullFailure.unusable(reason));
                    };
            case ModelPull.Pending _, ModelPull.Opening _, ModelPull.Pulling _ -> turn.stays();
            case ModelPull.PullingAhead _, ModelPull.Waiting _, ModelPull.Storing _ -> turn.stays();
            case ModelPull.Ending _, ModelPull.Failing _, ModelPull.Done _ -> turn.stays();
            case ModelPull.Failed _ -> turn.stays();
            case null -> turn.stays();
        };
    }

    private SyncCommand end(Turn turn, PullProgress progress) {
        return new SyncCommand.StorePage(
                turn.session(), turn.model(), List.of(), planning.reached(before(turn), progress));
    }

    private static RoundStep synced(Turn turn, PullProgress progress) {
        PullKind kind = progress.start().kind();
        return turn.becomes(
                new ModelPull.Done(kind, progress.count()),
                List.of(
                        new SyncCommand.Announce(
                                new Notice.ModelSynced(turn.model(), kind, progress.count()))));
    }
}
