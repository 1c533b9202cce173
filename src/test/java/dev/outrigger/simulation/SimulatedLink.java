package dev.outrigger.simulation;

import dev.outrigger.runtime.Backend;
import dev.outrigger.sync.RemoteItem;

import java.util.List;
import java.util.function.Supplier;

/// A changefeed whose items come late, out of order and twice, until it breaks.
final class SimulatedLink implements Backend.Link, SimulatedBackend.Subscriber {
    private final Audience audience;
    private final SimulatedBackend backend;
    private final World world;
    private final Weather weather;
    private final Reception reception;
    private final Supplier<Dialect> dialect;
    private Runnable unsubscribe = () -> {};
    private boolean open = true;

    /// Who listens, and to which models.
    record Audience(List<String> models, Backend.Listener listener) {}

    SimulatedLink(
            Audience audience,
            SimulatedBackend backend,
            Weather weather,
            Supplier<Dialect> dialect) {
        this.audience = audience;
        this.backend = backend;
        this.world = weather.world();
        this.weather = weather;
        this.reception = new Reception(weather);
        this.dialect = dialect;
    }

    /// A subscription to what the backend has not ends the link.
    void established() {
        if (!audience.models().stream().allMatch(dialect.get()::covers)) {
            lose("FieldUndefined");
        } else if (open) {
            unsubscribe = backend.subscribe(this);
            audience.listener().acknowledged();
        }
    }

    @Override
    public void lose(String reason) {
        if (open) {
            close();
            audience.listener().lost(reason);
        }
    }

    @Override
    public void close() {
        open = false;
        unsubscribe.run();
    }

    @Override
    public void publish(RemoteItem item) {
        if (!audience.models().contains(item.key().model())) {
            return;
        }
        if (weather.happens(Fault.LINK_BROKEN) || !weather.backendUp()) {
            world.after(weather.latency(), () -> lose("broken"));
            unsubscribe.run();
            return;
        }
        world.after(weather.latency(), () -> deliver(item));
        if (weather.happens(Fault.DUPLICATED)) {
            world.after(weather.latency(), () -> deliver(item));
        }
    }

    private void deliver(RemoteItem item) {
        if (!open) {
            return;
        }
        if (reception.fails()) {
            audience.listener().unread(Reception.unread(item));
        } else {
            dialect.get()
                    .read(item)
                    .ifPresentOrElse(
                            audience.listener()::received,
                            () -> audience.listener().unread(Reception.unread(item)));
        }
    }
}
