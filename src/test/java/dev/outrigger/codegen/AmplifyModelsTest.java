package dev.outrigger.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;
import dev.outrigger.model.Schema;
import dev.outrigger.schema.SchemaReader;
import dev.outrigger.schema.SchemaReading;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/// The expected documents were made by Amplify's own generator from the same schemas.
class AmplifyModelsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth",
                "composite-key",
                "custom-operations",
                "explicit-fields",
                "many-to-many",
                "model-options",
                "post-comment",
                "scalars"
            })
    void introspectionIsWhatAmplifyGenerates(String example) throws Exception {
        Map<String, Object> made = AmplifyModels.introspection(schema(example));

        assertThat(tree(made)).isEqualTo(expected(example + ".introspection.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth",
                "composite-key",
                "explicit-fields",
                "many-to-many",
                "model-options",
                "post-comment",
                "scalars",
                "seed-many-to-many-v1",
                "seed-post-comment-v1"
            })
    void javascriptModelsAreWhatAmplifyGenerates(String example) throws Exception {
        Map<String, Object> made = AmplifyModels.javascript(schema(example));

        assertThat(tree(made)).isEqualTo(expected(example + ".schema.json"));
    }

    private static Schema schema(String example) throws IOException {
        return switch (SchemaReader.read(resource(example + ".graphql"))) {
            case SchemaReading.Read(var schema) -> schema;
            case SchemaReading.Refused(var findings) -> throw new AssertionError(findings);
        };
    }

    /// As a reader of the JSON text sees it.
    private static Object tree(Map<String, Object> document) throws MalformedJson {
        return Objects.requireNonNull(Json.read(Json.write(document)));
    }

    private static Object expected(String name) throws IOException, MalformedJson {
        return Objects.requireNonNull(Json.read(resource(name)));
    }

    private static String resource(String name) throws IOException {
        try (InputStream resource =
                AmplifyModelsTest.class.getResourceAsStream("/schemas/" + name)) {
            return new String(
                    Objects.requireNonNull(resource, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
