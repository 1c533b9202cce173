package dev.outrigger.backend.graphql.sdl;

import dev.outrigger.model.Scalar;
import dev.outrigger.model.Schema;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The GraphQL schema of a backend, as text.
public final class SchemaDocument {
    private static final Set<String> BUILT_IN = Set.of("ID", "String", "Int", "Float", "Boolean");

    private final Schema schema;

    public SchemaDocument(Schema schema) {
        this.schema = schema;
    }

    /// The schema as Amplify prints it: AppSync's own scalars and directives are used, not defined.
    public String text() {
        return Stream.of(
                        new ObjectDefinitions(schema).all(),
                        new RootDefinitions(schema).all(),
                        new InputDefinitions(schema).all(),
                        new FilterDefinitions(schema).all(),
                        new OperatorDefinitions(schema).all())
                .flatMap(List::stream)
                .map(TypeDefinition::text)
                .collect(Collectors.joining("\n"));
    }

    /// The schema with everything defined, as an executor needs it.
    public String executableText() {
        String scalars =
                Arrays.stream(Scalar.values())
                        .map(Scalar::typeName)
                        .filter(name -> !BUILT_IN.contains(name))
                        .map(name -> "scalar " + name + "\n")
                        .collect(Collectors.joining());
        return "directive @aws_subscribe(mutations: [String!]!) on FIELD_DEFINITION\n"
                + scalars
                + "\n"
                + text()
                + "\n"
                + new KeyDigestDefinitions(schema).text();
    }
}
