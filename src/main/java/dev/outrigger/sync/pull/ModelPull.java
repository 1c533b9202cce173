package dev.outrigger.sync.pull;

/// Where the pull of one model stands.
public sealed interface ModelPull {
    /// Its parents are not done, or too many others are being pulled.
    record Pending() implements ModelPull {}

    /// The first page is on its way.
    ///
    /// @param count of an interrupted pull that this one completes, else nothing
    record Opening(PullStart start, PullCount count) implements ModelPull {}

    /// A later page is on its way, and nothing is being stored.
    ///
    /// @param token of the page that was asked for
    record Pulling(PullProgress progress, String token) implements ModelPull {}

    /// A page is being stored, and the next one is on its way.
    ///
    /// @param token of the page that was asked for
    record PullingAhead(PullProgress progress, String token) implements ModelPull {}

    /// A page is being stored, and the next one is here. No more is asked for meanwhile, so that
    /// memory holds two pages of a model and not more.
    record Waiting(PullProgress progress, PullOutcome.Page page) implements ModelPull {}

    /// The last page is being stored.
    record Storing(PullProgress progress) implements ModelPull {}

    /// All pages are stored, and the replica's keys are compared with the backend's.
    record Comparing(PullProgress progress) implements ModelPull {}

    /// The keys were compared, and that is being stored.
    record Ending(PullProgress progress) implements ModelPull {}

    /// A page is being stored, and the next one could not be had. It is not over yet: a model that
    /// is has nothing under way.
    record Failing(PullFailure failure) implements ModelPull {}

    record Done(PullKind kind, PullCount count) implements ModelPull {}

    record Failed(PullFailure failure) implements ModelPull {}

    /// True when the backend is asked for the model, or its pages are stored.
    default boolean underWay() {
        return switch (this) {
            case Pending _, Done _, Failed _ -> false;
            case Opening _, Pulling _, PullingAhead _, Waiting _, Storing _ -> true;
            case Comparing _, Ending _, Failing _ -> true;
        };
    }

    /// True when the models that belong to this one may go ahead.
    default boolean settled() {
        return switch (this) {
            case Pending _, Opening _, Pulling _, PullingAhead _ -> false;
            case Waiting _, Storing _, Comparing _, Ending _, Failing _ -> false;
            case Done _, Failed _ -> true;
        };
    }
}
