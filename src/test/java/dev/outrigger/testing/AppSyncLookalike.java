package dev.outrigger.testing;

import dev.outrigger.graphql.sdl.SchemaDocument;
import dev.outrigger.model.Schema;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// An AppSync that is not ours: Amplify's own simulator, which lacks versioned items, with a data
/// source for them that was written from AppSync's documentation. Its log is in `target/node`.
public final class AppSyncLookalike implements AutoCloseable {
    private static final String NAME = "lookalike";

    private final NodeProcess process;
    private final int port;

    private AppSyncLookalike(NodeProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Lets in whoever has [TestBackend#API_KEY].
    ///
    /// @param optimistic the models whose stale updates are refused; those of others are merged
    public static AppSyncLookalike start(Schema schema, List<String> optimistic) {
        NodeProcess process =
                NodeProcess.start(
                        NAME, NodeWorkspace.ready(NAME).resolve("lookalike.mjs"), Map.of());
        try {
            Object port =
                    process.call(
                            "start",
                            Map.of(
                                    "schema",
                                    new SchemaDocument(schema).text(),
                                    "apiKey",
                                    TestBackend.API_KEY,
                                    "optimistic",
                                    optimistic));
            return new AppSyncLookalike(process, (Integer) Objects.requireNonNull(port));
        } catch (AssertionError failure) {
            process.close();
            throw failure;
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port + "/graphql");
    }

    /// How many pages of any model were pulled so far.
    public int pulls() {
        return count("sync");
    }

    /// How many mutations were refused so far because of their version.
    public int conflicts() {
        return count("ConflictUnhandled");
    }

    private int count(String what) {
        return (Integer) Objects.requireNonNull(process.call("count", Map.of("what", what)));
    }

    @Override
    public void close() {
        process.close();
    }
}
