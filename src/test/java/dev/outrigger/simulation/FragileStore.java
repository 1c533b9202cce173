package dev.outrigger.simulation;

import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.replica.ReplicaUnreachable;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A store as an engine meets it on a bad day: calls fail before or after they took effect, and the
/// process may die right after a commit.
final class FragileStore implements InvocationHandler {
    private final ReplicaStore store;
    private final SimulatedDevice device;
    private final World world;

    private FragileStore(ReplicaStore store, SimulatedDevice device, World world) {
        this.store = store;
        this.device = device;
        this.world = world;
    }

    static ReplicaStore around(ReplicaStore store, SimulatedDevice device, World world) {
        return (ReplicaStore)
                Proxy.newProxyInstance(
                        FragileStore.class.getClassLoader(),
                        new Class<?>[] {ReplicaStore.class},
                        new FragileStore(store, device, world));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object[] arguments)
            throws Throwable {
        boolean fallible = CompletionStage.class.isAssignableFrom(method.getReturnType());
        if (fallible && world.happens(device.options().storeFails() / 2)) {
            return failed();
        }
        Object result = call(method, arguments);
        if (fallible && world.happens(device.options().storeFails() / 2)) {
            return failed();
        }
        if (fallible && world.happens(device.options().crash() / 4)) {
            device.crash();
        }
        return result;
    }

    private @Nullable Object call(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static CompletionStage<Object> failed() {
        return CompletableFuture.failedStage(
                new ReplicaUnreachable("the database went away", new IllegalStateException()));
    }
}
