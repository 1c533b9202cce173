package dev.outrigger.runtime;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.Consumer;

/// Whether the backend is in reach, by what real traffic with it shows: the changefeed, pulls and
/// pushes alike. Used on the engine's thread.
///
/// A loss that lasts less than [#DEBOUNCE] is not told, so that a network that flaps does not make
/// clients flap with it. A return is told at once: what follows it makes no sense before it.
final class Reachability {
    static final Duration DEBOUNCE = Duration.ofMillis(250);

    private final Timers timers;
    private final Consumer<Boolean> listener;

    /// What the listener heard last; null before it heard anything since the start.
    private @Nullable Boolean told;

    /// Cancels the wait that a loss must outlast; null while none is waited for.
    private @Nullable Runnable cancelLoss;

    /// @param listener is told true when the backend is in reach, and false when it is not
    Reachability(Timers timers, Consumer<Boolean> listener) {
        this.timers = timers;
        this.listener = listener;
    }

    /// The engine starts, and knows nothing.
    void begin() {
        told = null;
    }

    /// The engine stops, and hears nothing more.
    void end() {
        forgetLoss();
        tell(false);
    }

    /// The backend answered something.
    void reached() {
        forgetLoss();
        if (!Boolean.TRUE.equals(told)) {
            tell(true);
        }
    }

    /// The backend did not answer.
    void missed() {
        if (told == null) {
            tell(false);
        } else if (told && cancelLoss == null) {
            cancelLoss = timers.after(DEBOUNCE, this::lost);
        }
    }

    private void lost() {
        cancelLoss = null;
        tell(false);
    }

    private void forgetLoss() {
        if (cancelLoss != null) {
            cancelLoss.run();
            cancelLoss = null;
        }
    }

    private void tell(boolean inReach) {
        told = inReach;
        listener.accept(inReach);
    }
}
