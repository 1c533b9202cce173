package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.problem.ProblemType;
import dev.outrigger.codegen.client.ClientLanguage;
import dev.outrigger.predicate.TextSearch;
import dev.outrigger.store.StoreLimits;
import dev.outrigger.testing.ClientProgram;
import dev.outrigger.testing.NodeWorkspace;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

/// Generated clients of each language, used by an app against a sidecar that is away for a moment.
class GeneratedClientsIT {
    private static final Path APPS = Path.of("src", "test", "resources", "clients");
    private static final String WHILE_AWAY =
            OnEveryReplica.post("away", 1).replace("\"t\"", "\"while away\"");

    private final TestReplica.Opened opened =
            TestReplica.openInPostgres(
                    StoreLimits.usual(),
                    new TextSearch.Of("simple", Map.of("Post", Set.of("title"))));
    private ApiServer server = serving(0);

    @TempDir Path folder;

    @AfterEach
    void close() {
        server.close();
        opened.end().run();
    }

    @Test
    void anAppInTypeScriptUsesDataStoresOwnCalls() throws Exception {
        Path workspace = NodeWorkspace.ready("clients");
        write(ClientLanguage.typescript, workspace);
        ClientProgram compiler =
                ClientProgram.start(workspace, Map.of(), "node", "node_modules/typescript/bin/tsc");
        assertThat(compiler.exitCode()).as(compiler.output()).isZero();

        run(
                ClientProgram.start(
                        workspace, Map.of(), "node", "--experimental-websocket", "app.mjs", url()));
    }

    @Test
    void anAppInPythonNeedsTheStandardLibraryOnly() throws Exception {
        ClientProgram.require("python3");
        write(ClientLanguage.python, folder);
        Files.copy(APPS.resolve("app.py"), folder.resolve("app.py"));

        run(ClientProgram.start(folder, Map.of(), "python3", "-W", "error", "app.py", url()));
    }

    @Test
    void anAppInJavaNeedsJacksonBesideTheJdk() throws Exception {
        write(ClientLanguage.java, folder);
        Files.copy(APPS.resolve("App.java"), folder.resolve("App.java"));
        Path classes = Files.createDirectory(folder.resolve("classes"));
        List<String> arguments =
                new ArrayList<>(
                        List.of("-Xlint:all", "-Werror", "-proc:none", "-d", classes.toString()));
        arguments.addAll(List.of("-cp", jackson()));
        try (Stream<Path> sources = Files.walk(folder)) {
            sources.map(Path::toString)
                    .filter(name -> name.endsWith(".java"))
                    .forEach(arguments::add);
        }

        int compiled =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, arguments.toArray(String[]::new));

        assertThat(compiled).isZero();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = classes + System.getProperty("path.separator") + jackson();
        run(ClientProgram.start(folder, Map.of(), java, "-cp", classPath, "App", url()));
    }

    /// Takes the server away when the app asks for it, changes something, and brings it back.
    private void run(ClientProgram app) {
        try (app) {
            app.awaitLine("restart");
            int port = server.port();
            server.close();
            try (ApiServer elsewhere = serving(0)) {
                assertThat(elsewhere.post("/v1/models/Post", WHILE_AWAY).status()).isEqualTo(201);
            }
            server = serving(port);
            app.awaitLine("done");
            assertThat(app.exitCode()).as(app.output()).isZero();
        }
    }

    private ApiServer serving(int port) {
        return new ApiServer(opened.parts(), new FakeSyncControl(), ApiSettings.loopback(port));
    }

    private String url() {
        return "http://127.0.0.1:" + server.port();
    }

    private static void write(ClientLanguage language, Path into) throws IOException {
        List<String> problems = Arrays.stream(ProblemType.values()).map(ProblemType::slug).toList();
        for (var file : language.files(TestSchema.read(), problems).entrySet()) {
            Path target = into.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue());
        }
    }

    /// Of the test's own class path.
    private static String jackson() {
        String separator = System.getProperty("path.separator");
        return Arrays.stream(System.getProperty("java.class.path").split(separator))
                .filter(entry -> entry.contains("jackson-"))
                .reduce((one, other) -> one + separator + other)
                .orElseThrow();
    }
}
