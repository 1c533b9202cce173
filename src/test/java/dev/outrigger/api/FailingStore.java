package dev.outrigger.api;

import dev.outrigger.replica.ReplicaStore;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A replica that answers as another one does until it is told to fail.
final class FailingStore {
    private final ReplicaStore inner;
    private volatile @Nullable Object answer;

    FailingStore(ReplicaStore inner) {
        this.inner = inner;
    }

    /// Every stage fails with this from here on.
    void failWith(Throwable failure) {
        answer = CompletableFuture.failedFuture(failure);
    }

    /// Every stage completes with this from here on.
    void answerWith(Object outcome) {
        answer = CompletableFuture.completedFuture(outcome);
    }

    ReplicaStore store() {
        return (ReplicaStore)
                Proxy.newProxyInstance(
                        ReplicaStore.class.getClassLoader(),
                        new Class<?>[] {ReplicaStore.class},
                        (proxy, method, arguments) -> {
                            if (answer != null && method.getReturnType() == CompletionStage.class) {
                                return answer;
                            }
                            try {
                                return method.invoke(inner, arguments);
                            } catch (InvocationTargetException failure) {
                                throw failure.getCause();
                            }
                        });
    }
}
