package dev.outrigger.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `health`: asks a running process whether it can serve, for container images that have no curl.
@Command(
        name = "health",
        description = "Ask a running sidecar or backend whether it can serve; exit code 3 if not.")
final class HealthCommand implements Runnable {
    private static final String PATH = "/health/ready";

    private final Console console;

    @Mixin private final ServerOption server = new ServerOption();

    HealthCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        try (ServerClient client = server.client()) {
            client.check(PATH);
        } catch (ServerClient.Unanswered unanswered) {
            throw StartFailure.unreachable(
                    server.url() + " is not ready: it " + unanswered.getMessage());
        }
        console.print(server.url() + " is ready");
    }
}
