package dev.outrigger.api.observe;

import dev.outrigger.api.access.Caller;
import dev.outrigger.api.problem.AccessProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.runtime.EngineEvent;

/// What the caller behind a connection may observe.
record Permits(Caller caller) {
    /// @throws RequestRefused when the frame asks for what the caller may not see
    void check(ClientFrame frame) {
        switch (frame) {
            case ClientFrame.Observe observe -> {
                String model = observe.selection().model();
                if (model != null) {
                    caller.requireModel(model);
                    caller.requireModels(observe.selection().predicate());
                } else if (caller.limited()) {
                    throw RequestRefused.because(new AccessProblem.ModelNeeded());
                }
            }
            case ClientFrame.ObserveQuery observe -> {
                caller.requireModel(observe.query().model().name());
                caller.requireModels(observe.query().predicate());
            }
            case ClientFrame.Events _, ClientFrame.Stop _ -> {}
        }
    }

    /// False for what the engine tells of a model that the caller does not reach.
    boolean tells(EngineEvent event) {
        return !(event.payload().get("model") instanceof String model) || caller.reaches(model);
    }
}
