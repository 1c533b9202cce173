package dev.outrigger.simulation;

import dev.outrigger.model.Schema;
import dev.outrigger.simulation.Checkers.Violation;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What people have in their hands. Two may share one: each has a replica of their own, and one of
/// them is served. A change of user goes through the steps that the sidecar's `UserReplicas` takes.
final class Machine {
    private static final Duration LONGEST_REPAIR = Duration.ofMinutes(2);

    private final String name;
    private final World world;
    private final Weather weather;
    private final List<SimulatedDevice> users = new ArrayList<>();
    private Schema schema;
    private int served;
    private int crashes;
    private boolean changing;
    private @Nullable Violation wrong;

    /// Turned on, with its first user.
    Machine(String name, SimulatedBackend backend, Weather weather) {
        this.name = name;
        this.world = weather.world();
        this.weather = weather;
        this.schema = weather.options().schema();
        for (int user = 0; user < weather.options().users(name); user++) {
            String called = user == 0 ? name : name + "b";
            users.add(new SimulatedDevice(this, called, backend, weather));
        }
        served().boot();
    }

    String name() {
        return name;
    }

    List<SimulatedDevice> users() {
        return users;
    }

    SimulatedDevice served() {
        return users.get(served);
    }

    /// Of the version of the app that it runs.
    Schema schema() {
        return schema;
    }

    /// The next version of the app is installed, and starts.
    void upgrade() {
        Release release = weather.options().release();
        if (release != null && schema != release.schema()) {
            schema = release.schema();
            crash();
        }
    }

    boolean shared() {
        return users.size() > 1;
    }

    boolean alive() {
        return served().alive();
    }

    /// True until the earlier user's engine has ended and the next one's runs.
    boolean changing() {
        return changing;
    }

    /// The process ends between two instructions: what it had not made durable is gone. Who is
    /// served is durable.
    void crash() {
        crashes++;
        changing = false;
        users.stream().filter(SimulatedDevice::alive).forEach(SimulatedDevice::end);
        int latest = crashes;
        world.after(
                world.between(Duration.ZERO, LONGEST_REPAIR),
                () -> {
                    if (latest == crashes) {
                        served().boot();
                    }
                });
    }

    /// Somebody signs in: the next user, or with their own machine the same one again.
    void changeUser() {
        if (!shared()) {
            served().signIn();
        } else if (alive() && !changing) {
            SimulatedDevice earlier = served();
            int before = crashes;
            users.get((served + 1) % users.size()).follow(earlier);
            if (before != crashes) {
                return;
            }
            served = (served + 1) % users.size();
            changing = true;
            earlier.lifecycle()
                    .stop()
                    .whenComplete(
                            (_, _) -> {
                                if (before == crashes) {
                                    succeed(earlier);
                                }
                            });
        }
    }

    private void succeed(SimulatedDevice earlier) {
        if (earlier.isCalling()) {
            wrong = new Violation("I10", earlier.name() + " goes on beside " + served().name());
        }
        earlier.end();
        served().lifecycle().start();
        changing = false;
    }

    /// I10: no two engines run side by side.
    void checkUsersApart() {
        if (wrong != null) {
            throw wrong;
        }
    }
}
