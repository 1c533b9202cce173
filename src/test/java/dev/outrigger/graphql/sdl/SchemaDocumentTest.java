package dev.outrigger.graphql.sdl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.AuthRule;
import dev.outrigger.model.Schema;
import dev.outrigger.schema.SchemaReader;
import dev.outrigger.schema.SchemaReading;

import graphql.language.AstPrinter;
import graphql.language.Definition;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

class SchemaDocumentTest {
    /// The expected documents were printed by Amplify's own transformers, the older one where the
    /// name says so.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "absent-queries",
                "auth",
                "auth-modes",
                "auth-operations",
                "children-by-key",
                "composite-key",
                "declared-timestamps",
                "embedded-types",
                "indexes",
                "keys-of-several-fields",
                "many-to-many",
                "many-to-many-keys",
                "model-options",
                "named-indexes",
                "odd-names",
                "older-auth",
                "older-connections",
                "older-enum-lists",
                "older-keys",
                "older-modes",
                "older-operations",
                "operations",
                "operations-absent",
                "post-comment",
                "references",
                "relations",
                "required-enum-lists",
                "scalars",
                "seed-many-to-many-v1",
                "seed-post-comment-v1",
                "shared-embedded-types",
                "two-parents"
            })
    void saysWhatAmplifySays(String example) {
        // Given
        Schema schema = read(resource(example + ".graphql"));

        // When
        String ours = new SchemaDocument(schema).text();

        // Then
        assertThat(lines(ours)).isEqualTo(lines(resource(example + ".transformed.graphql")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth-operations",
                "many-to-many-keys",
                "model-options",
                "older-auth",
                "older-connections",
                "operations-absent"
            })
    void isExecutableWhateverAmplifyLeavesOut(String example) {
        Schema schema = read(resource(example + ".graphql"));

        var registry = new SchemaParser().parse(new SchemaDocument(schema).executableText());

        assertThat(
                        new SchemaGenerator()
                                .makeExecutableSchema(registry, RuntimeWiring.MOCKED_WIRING)
                                .getQueryType()
                                .getFieldDefinitions())
                .extracting(GraphQLFieldDefinition::getName)
                .containsAll(
                        schema.models().stream().map(model -> model.operations().sync()).toList());
    }

    @Test
    void namesEveryModeButTheDefaultOne() {
        Schema schema =
                read(
                        """
                        type Note @model @auth(rules: [{allow: owner}, {allow: public}]) { x: Int }
                        type Open @model @auth(rules: [{allow: public}]) { x: Int }
                        type Mine @model @auth(rules: [{allow: owner}]) { x: Int }
                        """);

        String text = new SchemaDocument(schema, AuthRule.Provider.USER_POOLS).text();

        assertThat(text)
                .contains("type Note @aws_api_key @aws_cognito_user_pools {")
                .contains("type Open @aws_api_key {")
                .contains("type Mine {");
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
                case ObjectTypeDefinition type -> {
                    lines.add("type " + type.getName() + " " + directives(type));
                    type.getFieldDefinitions()
                            .forEach(field -> lines.add(type.getName() + "." + sorted(field)));
                }
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
        FieldDefinition bare =
                field.transform(
                        builder -> builder.inputValueDefinitions(arguments).directives(List.of()));
        return AstPrinter.printAstCompact(bare) + " " + directives(field);
    }

    private static String directives(DirectivesContainer<?> holder) {
        return holder.getDirectives().stream()
                .map(AstPrinter::printAstCompact)
                .sorted()
                .collect(Collectors.joining(" "));
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
