package dev.outrigger.app;

import dev.outrigger.model.Schema;
import dev.outrigger.schema.SchemaReader;
import dev.outrigger.schema.SchemaReading;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/// Reads schemas; whatever is wrong with one becomes lines with their places.
final class SchemaFile {
    private static final String PACKAGED = "/dev/outrigger/config/defaults/schema.graphql";

    private SchemaFile() {}

    static Schema read(Path file) {
        return parsed(file.toString(), TextFile.read(file, "schema"));
    }

    /// The demo's own, from the class path.
    static Schema packaged() {
        return parsed("schema.graphql", packagedText());
    }

    /// What [#packaged] reads.
    static String packagedText() {
        try (InputStream resource = SchemaFile.class.getResourceAsStream(PACKAGED)) {
            byte[] text = Objects.requireNonNull(resource, PACKAGED).readAllBytes();
            return new String(text, StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            throw new UncheckedIOException("the jar is damaged", damaged);
        }
    }

    private static Schema parsed(String name, String document) {
        return switch (SchemaReader.read(document)) {
            case SchemaReading.Read(var schema) -> schema;
            case SchemaReading.Refused(var findings) ->
                    throw StartFailure.usage(
                            findings.stream()
                                    .map(
                                            finding ->
                                                    name
                                                            + ":"
                                                            + finding.line()
                                                            + ":"
                                                            + finding.column()
                                                            + ": "
                                                            + finding.message())
                                    .toList());
        };
    }
}
