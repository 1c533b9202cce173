package dev.outrigger.simulation;

import dev.outrigger.replica.ReplicaUnreachable;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A port to the store as an engine meets it on a bad day: calls fail before or after they took
/// effect, and the process may die before a commit or right after it.
final class FragileStore implements InvocationHandler {
    private static final double OF_EACH_CALL = 0.25;

    private final Object port;
    private final SimulatedDevice device;
    private final Weather weather;

    private FragileStore(Object port, SimulatedDevice device, Weather weather) {
        this.port = port;
        this.device = device;
        this.weather = weather;
    }

    static <T> T around(Class<T> type, T port, SimulatedDevice device) {
        return type.cast(
                Proxy.newProxyInstance(
                        FragileStore.class.getClassLoader(),
                        new Class<?>[] {type},
                        new FragileStore(port, device, device.weather())));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object[] arguments)
            throws Throwable {
        if (!CompletionStage.class.isAssignableFrom(method.getReturnType())) {
            return call(method, arguments);
        }
        if (weather.happens(Fault.STORE_FAILED, OF_EACH_CALL)) {
            return failed();
        }
        if (weather.happens(Fault.CRASHED, OF_EACH_CALL)) {
            device.crash();
            return new CompletableFuture<>();
        }
        Object result = call(method, arguments);
        if (weather.happens(Fault.STORE_FAILED, OF_EACH_CALL)) {
            return failed();
        }
        if (weather.happens(Fault.CRASHED, OF_EACH_CALL)) {
            device.crash();
        }
        return result;
    }

    private @Nullable Object call(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(port, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static CompletionStage<Object> failed() {
        return CompletableFuture.failedStage(
                new ReplicaUnreachable("the database went away", new IllegalStateException()));
    }
}
