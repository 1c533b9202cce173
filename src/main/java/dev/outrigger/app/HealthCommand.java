package dev.outrigger.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// `health`: asks a running process whether it can serve, for container images that have no curl.
@Command(
        name = "health",
        description = "Ask a running sidecar or backend whether it can serve; exit code 3 if not.")
final class HealthCommand implements Runnable {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String PATH = "/health/ready";

    private final Console console;

    @Parameters(paramLabel = "URL", description = "such as http://127.0.0.1:4700")
    private URI address = URI.create("");

    HealthCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        int status = status(Addresses.http(address, PATH));
        if (status != 200) {
            throw StartFailure.unreachable(address + " is not ready: it answered " + status);
        }
        console.print(address + " is ready");
    }

    private int status(URI health) {
        HttpRequest request = HttpRequest.newBuilder(health).timeout(LIMIT).GET().build();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException failure) {
            throw StartFailure.unreachable(address + " is not ready: it does not answer");
        } catch (InterruptedException _) {
            throw new IllegalStateException("nobody interrupts the main thread");
        }
    }
}
