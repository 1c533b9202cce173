package dev.outrigger.backend.graphql.sdl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Schema;
import dev.outrigger.schema.SchemaReader;
import dev.outrigger.schema.SchemaReading;

import graphql.language.AstPrinter;
import graphql.language.Definition;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.parser.Parser;
import graphql.schema.idl.SchemaParser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.TreeSet;

class SchemaDocumentTest {
    @ParameterizedTest
    @ValueSource(strings = {"post-comment", "composite-key", "scalars"})
    void saysWhatAmplifySays(String example) {
        // Given
        Schema schema = read(resource(example + ".graphql"));

        // When
        String ours = new SchemaDocument(schema).text();

        // Then
        assertThat(lines(ours)).isEqualTo(lines(resource(example + ".transformed.graphql")));
    }

    @Test
    void definesEverythingThatAnExecutorNeeds() {
        Schema schema = read(resource("scalars.graphql"));
        var registry = new SchemaParser().parse(new SchemaDocument(schema).executableText());
        assertThat(registry.scalars()).containsKeys("AWSJSON", "AWSTimestamp", "AWSDateTime");
    }

    /// One line for everything that a document defines, in an order that does not depend on its
    /// own.
    private static TreeSet<String> lines(String text) {
        Document document = Parser.parse(text);
        var lines = new TreeSet<String>();
        for (Definition<?> definition : document.getDefinitions()) {
            switch (definition) {
                case ObjectTypeDefinition type ->
                        type.getFieldDefinitions()
                                .forEach(field -> lines.add(type.getName() + "." + sorted(field)));
                case InputObjectTypeDefinition type when !isNoise(type) ->
                        type.getInputValueDefinitions().stream()
                                .map(AstPrinter::printAstCompact)
                                .forEach(value -> lines.add(type.getName() + "." + value));
                case EnumTypeDefinition type ->
                        type.getEnumValueDefinitions().stream()
                                .map(EnumValueDefinition::getName)
                                .forEach(value -> lines.add(type.getName() + " = " + value));
                case InputObjectTypeDefinition _ -> {}
                case Definition<?> other -> lines.add(AstPrinter.printAstCompact(other));
            }
        }
        return lines;
    }

    private static boolean isNoise(InputObjectTypeDefinition type) {
        return type.getName().startsWith("AmplifyAI");
    }

    private static String sorted(FieldDefinition field) {
        var arguments =
                field.getInputValueDefinitions().stream()
                        .sorted(Comparator.comparing(InputValueDefinition::getName))
                        .toList();
        return AstPrinter.printAstCompact(
                field.transform(builder -> builder.inputValueDefinitions(arguments)));
    }

    private static Schema read(String document) {
        return switch (SchemaReader.read(document)) {
            case SchemaReading.Read(Schema schema) -> schema;
            case SchemaReading.Refused(var findings) ->
                    throw new IllegalArgumentException(String.valueOf(findings));
        };
    }

    private static String resource(String name) {
        try (InputStream stream = SchemaDocumentTest.class.getResourceAsStream("/sdl/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new IllegalStateException(name, failure);
        }
    }
}
