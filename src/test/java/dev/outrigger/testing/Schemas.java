package dev.outrigger.testing;

import dev.outrigger.model.Schema;
import dev.outrigger.schema.SchemaReader;
import dev.outrigger.schema.SchemaReading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Schemas for tests, read from annotated GraphQL.
public final class Schemas {
    private Schemas() {}

    public static Schema demo() {
        return of(demoDocument());
    }

    /// The schema of `config/`, as text.
    public static String demoDocument() {
        try {
            return Files.readString(Path.of("config", "schema.graphql"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    public static Schema of(String document) {
        return switch (SchemaReader.read(document)) {
            case SchemaReading.Read(Schema schema) -> schema;
            case SchemaReading.Refused(var findings) ->
                    throw new AssertionError("the test's schema was refused: " + findings);
        };
    }
}
