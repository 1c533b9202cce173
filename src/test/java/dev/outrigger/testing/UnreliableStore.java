package dev.outrigger.testing;

import dev.outrigger.replica.ItemUnstorable;
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
    private final List<String> refusing = new ArrayList<>();

    public UnreliableStore(ReplicaStore store) {
        this.store = store;
    }

    /// @param method name of a method that answers with a stage
    public void failNext(String method) {
        failing.add(method);
    }

    /// The database is well, and does not hold what it is given.
    ///
    /// @param method name of a method that answers with a stage
    public void refuseNext(String method) {
        refusing.add(method);
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
                            if (refusing.remove(method.getName())) {
                                return CompletableFuture.failedStage(
                                        new ItemUnstorable(
                                                "too long for an index",
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
