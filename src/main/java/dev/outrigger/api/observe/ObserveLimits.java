package dev.outrigger.api.observe;

import java.time.Duration;

/// The bounds of one client's connection.
///
/// @param observations at one time; more are refused. Default 100
/// @param frameBytes of a client's message; a longer one closes the connection. Default 64 KiB
/// @param waiting changes, or engine events, that may wait for a client that was caught up.
///     Default 1,000
/// @param patience how long more than `waiting` changes may wait before the observation ends as too
///     slow, so that one large commit ends none. Default 5 s
/// @param keepAlive how often a client is shown that its connection lives, and has to show it
///     too where it can. Default 20 s
/// @param snapshots how often snapshots are sent
public record ObserveLimits(
        int observations,
        int frameBytes,
        int waiting,
        Duration patience,
        Duration keepAlive,
        Snapshots snapshots) {
    /// How often an observed query is answered again. Every change counts, but not every change
    /// gets its own snapshot.
    ///
    /// @param pause least time from one snapshot to the next. Default 50 ms
    /// @param catchUpPause the same while the engine still pulls the model. Default 2 s
    /// @param catchUpChanges changes that end `catchUpPause` early. Default 1,000
    public record Snapshots(Duration pause, Duration catchUpPause, int catchUpChanges) {}

    public ObserveLimits with(int observationsAtOnce, int frameSize) {
        return new ObserveLimits(
                observationsAtOnce, frameSize, waiting, patience, keepAlive, snapshots);
    }

    public ObserveLimits withKeepAlive(Duration interval) {
        return new ObserveLimits(observations, frameBytes, waiting, patience, interval, snapshots);
    }

    /// @param changes that may wait
    /// @param more how long more of them may
    public ObserveLimits withPatience(int changes, Duration more) {
        return new ObserveLimits(observations, frameBytes, changes, more, keepAlive, snapshots);
    }

    public static ObserveLimits defaults() {
        return new ObserveLimits(
                100,
                64 * 1024,
                1_000,
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                new Snapshots(Duration.ofMillis(50), Duration.ofSeconds(2), 1_000));
    }
}
