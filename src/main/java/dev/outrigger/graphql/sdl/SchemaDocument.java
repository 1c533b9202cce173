package dev.outrigger.graphql.sdl;

import dev.outrigger.model.AuthRule;
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

    private static final List<AuthRule.Provider> MODES =
            List.of(
                    AuthRule.Provider.API_KEY,
                    AuthRule.Provider.IAM,
                    AuthRule.Provider.OIDC,
                    AuthRule.Provider.USER_POOLS,
                    AuthRule.Provider.FUNCTION);

    private final Schema schema;
    private final AuthRule.Provider standard;

    /// The schema of an API whose default mode is API keys.
    public SchemaDocument(Schema schema) {
        this(schema, AuthRule.Provider.API_KEY);
    }

    /// @param standard the default mode of the API, for which nothing has to say that it gets in
    public SchemaDocument(Schema schema, AuthRule.Provider standard) {
        this.schema = schema;
        this.standard = standard;
    }

    /// The schema as Amplify prints it: AppSync's own scalars and directives are used, not defined.
    public String text() {
        return text(new Offered(schema, Purpose.PRINTED));
    }

    private String text(Offered offered) {
        Guards guards =
                switch (schema.generation()) {
                    case FIRST -> new FirstGenerationGuards(schema, standard).all();
                    case SECOND -> new SecondGenerationGuards(schema, standard).all();
                };
        String types =
                Stream.of(
                                new ObjectDefinitions(schema, offered).all(),
                                new RootDefinitions(schema, offered).all(),
                                new InputDefinitions(schema).all(),
                                new FilterDefinitions(schema, offered).all(),
                                new OperatorDefinitions(schema).all())
                        .flatMap(List::stream)
                        .filter(type -> !type.isEmpty())
                        .map(type -> type.guarded(guards).text())
                        .collect(Collectors.joining("\n"));
        return schema.text().inputs().stream()
                .map(input -> "\n" + input.text() + "\n")
                .collect(Collectors.joining("", types, ""));
    }

    /// The schema with everything defined, as the executor of a backend needs it.
    public String executableText() {
        return executable(Purpose.BACKEND)
                + "\n"
                + new KeyDigestDefinitions(schema).text()
                + new UndeleteDefinitions(schema).text();
    }

    /// The same names and types, as the executor of a replica needs them.
    public String replicaText() {
        return executable(Purpose.REPLICA);
    }

    private String executable(Purpose purpose) {
        String scalars =
                Arrays.stream(Scalar.values())
                        .map(Scalar::typeName)
                        .filter(name -> !BUILT_IN.contains(name))
                        .map(name -> "scalar " + name + "\n")
                        .collect(Collectors.joining());
        String modes =
                MODES.stream()
                        .map(ModeDirectives::directive)
                        .map(name -> "directive " + name + " on OBJECT | FIELD_DEFINITION\n")
                        .collect(Collectors.joining());
        return "directive @aws_subscribe(mutations: [String]) on FIELD_DEFINITION\n"
                + modes
                + scalars
                + "\n"
                + text(new Offered(schema, purpose));
    }
}
