package dev.outrigger.app;

import dev.outrigger.api.CertificatePair;
import dev.outrigger.config.ListenConfig;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.net.PemKeyCertOptions;

import java.io.IOException;
import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The Vert.x of a process, and what runs on it.
final class EventLoops {
    private static final long LIMIT_SECONDS = 30;

    private final Vertx vertx;
    private final Parts parts;

    private EventLoops(Vertx vertx, Parts parts) {
        this.vertx = vertx;
        this.parts = parts;
    }

    static EventLoops start(Parts parts) {
        // Nothing is served from the class path, so no cache folder is needed either.
        FileSystemOptions files =
                new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false);
        Vertx vertx = Vertx.vertx(new VertxOptions().setFileSystemOptions(files));
        parts.started("event loops", () -> await(vertx.close()));
        return new EventLoops(vertx, parts);
    }

    Vertx vertx() {
        return vertx;
    }

    /// Deploys what listens nowhere.
    ///
    /// @param name for the log
    /// @param owner whose part it becomes
    void deploy(String name, Deployable verticle, Parts owner) {
        try {
            deployed(name, verticle, owner);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(name + " did not start", failure.getCause());
        }
    }

    /// Deploys what listens.
    ///
    /// @param options how to choose another port, for the message when this one is taken
    void listen(String name, Deployable verticle, ListenConfig listen, String options) {
        try {
            requirePair(listen);
            deployed(name, verticle, parts);
        } catch (ExecutionException failure) {
            throw notListening(failure.getCause(), listen, options);
        }
    }

    private void requirePair(ListenConfig listen) throws ExecutionException {
        PemKeyCertOptions identity = Tls.identity(listen);
        if (identity != null) {
            try {
                CertificatePair.require(vertx, identity);
            } catch (Exception unusable) {
                throw new ExecutionException(unusable);
            }
        }
    }

    private void deployed(String name, Deployable verticle, Parts owner) throws ExecutionException {
        String id = got(vertx.deployVerticle(verticle));
        owner.started(name, () -> await(vertx.undeploy(id)));
    }

    private static RuntimeException notListening(
            Throwable failure, ListenConfig listen, String options) {
        String address = listen.host() + ":" + listen.port();
        String message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return switch (failure) {
            case BindException _ when message.contains("in use") ->
                    StartFailure.usage(
                            address
                                    + " is taken already; stop what listens there, or choose"
                                    + " another port with "
                                    + options);
            case IOException _ ->
                    StartFailure.usage("nothing can listen on " + address + ": " + message);
            case UnresolvedAddressException _ ->
                    StartFailure.usage("the host " + listen.host() + " is unknown");
            case Exception _ when listen.tls() != null ->
                    StartFailure.usage(
                            "the TLS certificate or key for "
                                    + address
                                    + " cannot be used: "
                                    + message);
            default -> new IllegalStateException("the server did not start", failure);
        };
    }

    /// Runs a task after those that the event loop of the caller has at hand; at once on other
    /// threads.
    static void afterTurn(Runnable task) {
        Context context = Vertx.currentContext();
        if (context == null) {
            task.run();
        } else {
            context.runOnContext(_ -> task.run());
        }
    }

    /// Waits for the end of what Vert.x was asked for.
    static void await(Future<?> future) {
        try {
            got(future);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }

    private static <T> T got(Future<T> future) throws ExecutionException {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException("nothing happened for " + LIMIT_SECONDS + " s", late);
        } catch (InterruptedException _) {
            throw new Parts.Stopping();
        }
    }
}
