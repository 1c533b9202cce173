package dev.outrigger.killloop;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What is killed in one round, and when.
///
/// @param after how many answers of this round the clients must have got before
/// @param victims one or two, killed at once
/// @param again milliseconds after which a killed program is killed once more while it starts; zero
///     for not at all
record Strike(int after, List<Victim> victims, int again) {
    /// A process of one of the three roles.
    ///
    /// @param role 0 for the backend, else a sidecar
    record Victim(int role, Kind kind) {}

    enum Kind {
        PROGRAM,
        DATABASE
    }

    private static final int ROLES = 3;
    private static final int MOST_ANSWERS = 100;
    private static final int START_MILLIS = 2_000;

    Strike {
        victims = List.copyOf(victims);
    }

    static Strike drawn(Random random) {
        List<Victim> victims = new ArrayList<>();
        victims.add(victim(random));
        if (random.nextInt(4) == 0) {
            victims.add(victim(random));
        }
        int again = random.nextInt(5) == 0 ? 1 + random.nextInt(START_MILLIS) : 0;
        return new Strike(1 + random.nextInt(MOST_ANSWERS), victims, again);
    }

    private static Victim victim(Random random) {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        return new Victim(random.nextInt(ROLES), kind);
    }
}
