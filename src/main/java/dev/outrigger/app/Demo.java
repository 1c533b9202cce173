package dev.outrigger.app;

import dev.outrigger.backend.graphql.BackendLimits;
import dev.outrigger.config.ApiConfig;
import dev.outrigger.config.AuthConfig;
import dev.outrigger.config.ChangeLogConfig;
import dev.outrigger.config.ConflictConfig;
import dev.outrigger.config.ConflictWebhookConfig;
import dev.outrigger.config.DatabaseAddress;
import dev.outrigger.config.ListenConfig;
import dev.outrigger.config.ModelConfig;
import dev.outrigger.config.ModelsConfig;
import dev.outrigger.config.RemoteConfig;
import dev.outrigger.config.Secret;
import dev.outrigger.config.SyncConfig;
import dev.outrigger.config.UsersConfig;
import dev.outrigger.graphql.execution.Exploration;
import dev.outrigger.model.Schema;
import dev.outrigger.postgres.Database;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Two devices and their backend in one process, on a PostgreSQL of their own.
///
/// @param data where PostgreSQL keeps everything
record Demo(Path data, Schema schema, DemoText text, Ports ports) {
    /// For programs of this machine only; it protects nothing.
    private static final Secret API_KEY = new Secret("outrigger-demo-key");

    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration DELTA_TTL = Duration.ofDays(30);
    private static final Duration BASE_TTL = Duration.ofDays(30);

    /// 0 for any free one.
    record Ports(int backend, int phone, int laptop) {}

    /// Where the three are once they serve.
    record Addresses(String backend, String phone, String laptop) {}

    void start(Parts parts, Console console) {
        Database database = Databases.open(new DatabaseAddress("embedded:" + data), parts);
        EventLoops loops = EventLoops.start(parts);
        String backend = new BackendServer(schema, database, loops, parts).start(backendSettings());
        Sidecar sidecar = new Sidecar(schema, database, loops, parts);
        String phone = sidecar.start(device("phone", ports.phone(), backend));
        String laptop = sidecar.start(device("laptop", ports.laptop(), backend));
        Addresses addresses = new Addresses(backend, phone, laptop);
        console.ready("backend", backend);
        console.ready("phone", phone);
        console.ready("laptop", laptop);
        console.print(text.of(addresses, API_KEY.reveal(), schema));
    }

    private BackendServer.Settings backendSettings() {
        return new BackendServer.Settings(
                new ListenConfig(LOOPBACK, ports.backend(), null),
                AuthConfig.apiKeys(List.of(API_KEY)),
                ModelsConfig.alike(
                        new ModelConfig(new ConflictConfig.Automerge(), DELTA_TTL, BASE_TTL)),
                ConflictWebhookConfig.DEFAULT,
                BackendLimits.usual(),
                Exploration.GRAPHIQL,
                "--backend-port (0 takes any free one)");
    }

    /// Searches every text, so that a first session can.
    private Sidecar.Settings device(String name, int port, String backend) {
        return new Sidecar.Settings(
                name,
                ChangeLogConfig.DEFAULT,
                ApiConfig.open(new ListenConfig(LOOPBACK, port, null)),
                RemoteConfig.of(URI.create(backend + "/graphql"), API_KEY),
                SyncConfig.DEFAULT,
                UsersConfig.DEFAULT,
                SearchedFields.everyText(schema),
                null,
                "--" + name + "-port (0 takes any free one)");
    }
}
