package dev.outrigger.testing;

import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.replica.ReplicaUnreachable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A store whose next call of some method fails, without any effect.
public final class UnreliableStore {
    private final ReplicaStore store;
    private final List<String> failing = new ArrayList<>();

    public UnreliableStore(ReplicaStore store) {
        this.store = store;
    }

    /// @param method name of a method that answers with a stage
    public void failNext(String method) {
        failing.add(method);
    }

    public ReplicaStore asStore() {
        return (ReplicaStore)
                Proxy.newProxyInstance(
                        UnreliableStore.class.getClassLoader(),
                        new Class<?>[] {ReplicaStore.class},
                        (_, method, arguments) -> {
                            if (failing.remove(method.getName())) {
                                return CompletableFuture.failedStage(
                                        new ReplicaUnreachable(
                                                "the database went away",
                                                new IllegalStateException()));
                            }
                            try {
                                return method.invoke(store, arguments);
                            } catch (InvocationTargetException thrown) {
                                throw thrown.getCause();
                            }
                        });
    }
}
