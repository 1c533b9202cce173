package dev.outrigger.runtime;

import dev.outrigger.model.Schema;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

import org.jspecify.annotations.Nullable;

/// Runs one replica's engine on a Vert.x context, which is the one thread that it needs.
public final class SyncVerticle extends VerticleBase {
    private final Schema schema;
    private final ReplicaPorts replica;
    private final Backend backend;
    private final EngineSettings settings;
    private @Nullable SyncEngine engine;

    /// With the usual handling of conflicts.
    public SyncVerticle(Schema schema, ReplicaPorts replica, Backend backend, SyncLimits limits) {
        this(schema, replica, backend, new EngineSettings(limits, ConflictHandling.usual()));
    }

    public SyncVerticle(
            Schema schema, ReplicaPorts replica, Backend backend, EngineSettings settings) {
        this.schema = schema;
        this.replica = replica;
        this.backend = backend;
        this.settings = settings;
    }

    @Override
    public Future<?> start() {
        Ports ports = new Ports(replica, backend, new VertxTimers(vertx), settings.conflicts());
        engine =
                new SyncEngine(
                        schema,
                        ports,
                        task -> context.runOnContext(_ -> task.run()),
                        settings.limits());
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return Future.fromCompletionStage(control().stop());
    }

    /// The engine, once the verticle is deployed. It is stopped until somebody starts it.
    public SyncControl control() {
        if (engine == null) {
            throw new IllegalStateException("the verticle is not deployed");
        }
        return engine;
    }
}
