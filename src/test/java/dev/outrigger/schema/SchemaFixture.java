package dev.outrigger.schema;

import dev.outrigger.model.Schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Schemas for tests, from a text or from `src/test/resources/schemas`.
public final class SchemaFixture {
    private SchemaFixture() {}

    /// The schema of a document that is known to be sound.
    public static Schema schema(String document) {
        return switch (SchemaReader.read(document)) {
            case SchemaReading.Read(Schema schema) -> schema;
            case SchemaReading.Refused(List<SchemaFinding> findings) ->
                    throw new AssertionError("the schema of a test is refused: " + findings);
        };
    }

    /// The schema of a file that is known to be sound.
    public static Schema file(String name) {
        return schema(text(name));
    }

    /// Every finding as `line:column message`; empty when the document is read.
    static List<String> findings(String document) {
        return switch (SchemaReader.read(document)) {
            case SchemaReading.Read _ -> List.of();
            case SchemaReading.Refused(List<SchemaFinding> findings) ->
                    findings.stream()
                            .map(
                                    finding ->
                                            finding.line()
                                                    + ":"
                                                    + finding.column()
                                                    + " "
                                                    + finding.message())
                            .toList();
        };
    }

    /// The text of a file.
    public static String text(String name) {
        try (InputStream file = SchemaFixture.class.getResourceAsStream("/schemas/" + name)) {
            return new String(
                    Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
