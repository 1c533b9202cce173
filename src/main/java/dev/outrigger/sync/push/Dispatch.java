package dev.outrigger.sync.push;

import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.push.PushState.Draining;
import dev.outrigger.sync.push.Window.Reading;

import java.util.ArrayList;
import java.util.List;

/// Fills the free lanes with what may go, and has the outbox read on when there is room.
final class Dispatch {
    /// How many times as much is held in memory while in doubt, at most.
    private static final int DOUBTED_WINDOWS = 8;

    private final PushLimits limits;

    Dispatch(PushLimits limits) {
        this.limits = limits;
    }

    /// @param first what goes before
    PushStep from(Window window, Pace pace, List<PushCommand> first) {
        List<PushCommand> commands = new ArrayList<>(first);
        Draining sent = send(new Draining(window, pace), commands);
        // To choose one of all it has to know them.
        Draining next =
                pace.health().probes()
                        ? claim(readOn(sent, commands), commands)
                        : readOn(claim(sent, commands), commands);
        return new PushStep(next, commands);
    }

    /// What was looked up goes first: it is older than anything that waits for it.
    private Draining send(Draining state, List<PushCommand> commands) {
        Documents documents = documents(state);
        List<Claimed> ready = state.window().ready(documents.room());
        Draining next = state;
        for (List<Claimed> document : documents.of(ready, Claimed::mutation, Dispatch::sentAlone)) {
            commands.add(new PushCommand.Send(document));
            next = departed(next, document.stream().map(Claimed::mutation).toList());
        }
        return next;
    }

    private Draining claim(Draining state, List<PushCommand> commands) {
        Documents documents = documents(state);
        Window window = state.window();
        List<PendingMutation> waiting =
                documents.room() > 0 && state.pace().health().probes()
                        ? window.probe()
                        : window.sendable(documents.room());
        Draining next = state;
        for (List<PendingMutation> document :
                documents.of(waiting, each -> each, each -> window.looksAlone(each.id()))) {
            commands.add(
                    new PushCommand.Claim(document.stream().map(PendingMutation::id).toList()));
            next = departed(next, document);
        }
        return next;
    }

    /// True of what is sent in a document of its own: nobody knows what became of an earlier
    /// attempt, so that the backend may fail at it each time. With others it would make these fail
    /// too, and alone its answer, or that there is none, is about itself or about the backend.
    static boolean sentAlone(Claimed claimed) {
        return claimed.before() == Standing.SENT;
    }

    private static Draining departed(Draining state, List<PendingMutation> document) {
        Pace pace = state.pace().oneMore();
        List<Long> ids = document.stream().map(PendingMutation::id).toList();
        return new Draining(state.window().onTheirWay(ids, pace.documents()), pace);
    }

    private Documents documents(Draining state) {
        boolean probes = state.pace().health().probes();
        int lanes = probes ? 1 : state.pace().lanes().now();
        return new Documents(
                lanes - state.window().lanesInUse(),
                probes ? 1 : state.pace().batch().now(),
                limits.document().characters());
    }

    /// While in doubt, what was tried in vain takes no place from what was not: if it filled the
    /// window, nothing that is fine would ever be read.
    private int room(Draining state) {
        Window window = state.window();
        int held = window.entries().size();
        int most = limits.windowMutations();
        return state.pace().health().probes()
                ? Math.min(most - held + window.inVain(), DOUBTED_WINDOWS * most - held)
                : most - held;
    }

    private Draining readOn(Draining state, List<PushCommand> commands) {
        Window window = state.window();
        int room = room(state);
        if (window.reading() != Reading.MORE || room < limits.windowMutations() / 2) {
            return state;
        }
        commands.add(new PushCommand.Load(window.readTo(), room));
        return new Draining(window.reading(Reading.UNDER_WAY), state.pace());
    }
}
