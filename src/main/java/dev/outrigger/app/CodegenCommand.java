package dev.outrigger.app;

import dev.outrigger.api.problem.ProblemType;
import dev.outrigger.codegen.client.ClientLanguage;
import dev.outrigger.model.Schema;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// `codegen`: writes a client of a sidecar's API, with the models of a schema as types.
@Command(
        name = "codegen",
        description = "Write a client of a sidecar's API, with the models of a schema as types.")
final class CodegenCommand implements Runnable {
    private final Console console;

    @Parameters(paramLabel = "LANGUAGE", description = "of the client: ${COMPLETION-CANDIDATES}")
    private @Nullable ClientLanguage language;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description =
                    "folder that the files are written to; files of the same names are replaced")
    private @Nullable Path folder;

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description = "GraphQL schema (default: the demo's)")
    private @Nullable Path schema;

    CodegenCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (language == null || folder == null) {
            throw new IllegalStateException("picocli asks for both");
        }
        Schema read = schema == null ? SchemaFile.packaged() : SchemaFile.read(schema);
        List<String> problems =
                Arrays.stream(ProblemType.values()).map(ProblemType::slug).sorted().toList();
        Map<String, String> files = language.files(read, problems);
        files.forEach((name, text) -> write(folder.resolve(name), text));
        console.print(folder + ": " + files.size() + " files");
    }

    private static void write(Path file, String text) {
        try {
            Path parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(file, text);
        } catch (IOException refused) {
            throw StartFailure.usage(List.of("cannot write " + file + ": " + refused.getMessage()));
        }
    }
}
