package dev.outrigger.testing;

import dev.outrigger.model.Schema;

import java.nio.file.Path;

/// A backend and the Amplify clients that are its devices, all of one release. Closing it ends all
/// of them.
public final class AmplifyDevices implements AutoCloseable {
    private final StartedParts parts = new StartedParts();
    private final String suite;
    private final AmplifyRelease release;
    private final Schema schema;
    private final TestBackend backend;

    /// @param suite a short name, unlike that of any other suite
    /// @param schema annotated GraphQL
    public AmplifyDevices(String suite, AmplifyRelease release, String schema) {
        this(suite, release, schema, TestBackend.Setup.usual());
    }

    public AmplifyDevices(
            String suite, AmplifyRelease release, String schema, TestBackend.Setup setup) {
        this.suite = suite;
        this.release = release;
        this.schema = Schemas.of(schema);
        this.backend = parts.keep(TestBackend.start(schema, setup));
    }

    public TestBackend backend() {
        return backend;
    }

    public Schema schema() {
        return schema;
    }

    /// What a device of this name is started with, unless a test wants something else.
    public AmplifySetup setup(String device) {
        return AmplifySetup.of(release, suite + "-" + device, schema, backend.endpoint());
    }

    /// A device with an empty store, once it is synchronised with the backend.
    public AmplifyClient start(String device) {
        return start(setup(device));
    }

    public AmplifyClient start(AmplifySetup setup) {
        AmplifyClient client = configured(setup);
        client.start();
        return client;
    }

    /// A device that has not made any call yet.
    public AmplifyClient configured(AmplifySetup setup) {
        return parts.keep(AmplifyClient.configured(setup));
    }

    /// The same device in a new process, which starts syncing with what it had stored.
    ///
    /// @param meanwhile what happens while it is off
    public AmplifyClient restarted(AmplifyClient device, AmplifySetup setup, Runnable meanwhile) {
        Path dump = Path.of("target", "node", setup.name() + ".dump");
        device.dump(dump);
        device.close();
        meanwhile.run();
        AmplifyClient again = configured(setup);
        again.load(dump);
        again.start();
        return again;
    }

    @Override
    public void close() {
        parts.close();
    }
}
