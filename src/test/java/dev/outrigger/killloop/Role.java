package dev.outrigger.killloop;

import dev.outrigger.app.OutriggerProcess;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A backend or a sidecar with a PostgreSQL of its own. Processes come and go; port and folder
/// stay.
final class Role implements AutoCloseable {
    static final String API_KEY = "kill-loop-key";
    private static final String SCHEMA = "config/schema.graphql";

    private final String name;
    private final Path folder;
    private final int port = freePort();
    private final List<String> arguments = new ArrayList<>();
    private final List<String> earlier = new ArrayList<>();
    private @Nullable OutriggerProcess process;

    private Role(String name, Path folder, String command) {
        this.name = name;
        this.folder = folder.resolve(name);
        arguments.addAll(List.of(command, "--schema", SCHEMA, "--api-key", API_KEY));
        arguments.addAll(List.of("--database", "embedded:" + this.folder));
        arguments.addAll(List.of("--port", String.valueOf(port)));
    }

    static Role backend(Path folder) {
        return new Role("backend", folder, "backend");
    }

    static Role sidecar(String name, Path folder, Role backend) {
        Role sidecar = new Role(name, folder, "sidecar");
        sidecar.arguments.addAll(List.of("--replica", name));
        sidecar.arguments.addAll(
                List.of("--remote", backend.address().resolve("/graphql").toString()));
        return sidecar;
    }

    String name() {
        return name;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Path folder() {
        return folder;
    }

    /// Starts it, whatever became of its last process; it need not be ready yet.
    void start() {
        endProcess();
        process = OutriggerProcess.start(arguments.toArray(String[]::new));
    }

    void awaitReady() {
        if (process != null) {
            process.ready(name);
        }
    }

    /// SIGKILL for the program; its PostgreSQL ends with it.
    void kill() {
        if (process != null) {
            process.kill();
        }
    }

    /// SIGKILL for the PostgreSQL below, which the program does not start again.
    ///
    /// @return whether there was one
    boolean killDatabase() throws IOException {
        Path file = folder.resolve("data").resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return false;
        }
        long postmaster = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        return ProcessHandle.of(postmaster).map(ProcessHandle::destroyForcibly).orElse(false);
    }

    List<String> said() {
        List<String> all = new ArrayList<>(earlier);
        if (process != null) {
            all.addAll(process.errors());
        }
        return all;
    }

    @Override
    public void close() {
        endProcess();
    }

    private void endProcess() {
        if (process != null) {
            process.close();
            earlier.addAll(process.errors());
            earlier.add("---- next process ----");
            process = null;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
