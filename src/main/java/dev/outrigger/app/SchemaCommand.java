package dev.outrigger.app;

import dev.outrigger.codegen.AmplifyModels;
import dev.outrigger.graphql.sdl.SchemaDocument;
import dev.outrigger.json.Json;
import dev.outrigger.model.AuthRule;
import dev.outrigger.model.Schema;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.Map;

/// `schema`: looks at a schema without starting anything.
@Command(
        name = "schema",
        description = "Check a schema, or print what is made from it.",
        synopsisSubcommandLabel = "COMMAND")
final class SchemaCommand {
    private final Console console;

    SchemaCommand(Console console) {
        this.console = console;
    }

    /// What `models` can make.
    enum Target {
        introspection,
        js
    }

    /// The ways in, as `@auth` calls them.
    enum Mode {
        apiKey(AuthRule.Provider.API_KEY),
        iam(AuthRule.Provider.IAM),
        oidc(AuthRule.Provider.OIDC),
        userPools(AuthRule.Provider.USER_POOLS),
        function(AuthRule.Provider.FUNCTION);

        private final AuthRule.Provider provider;

        Mode(AuthRule.Provider provider) {
            this.provider = provider;
        }
    }

    @Command(
            name = "check",
            description = "Say whether a schema is understood, and if not, what and where.")
    void check(@Parameters(paramLabel = "FILE") Path file) {
        Schema schema = SchemaFile.read(file);
        int models = schema.models().size();
        String noun = models == 1 ? " model" : " models";
        console.print(file + ": " + models + noun + ", no problems");
    }

    @Command(name = "print", description = "Print the GraphQL schema that a backend serves.")
    void print(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(
                            names = "--default-auth",
                            paramLabel = "MODE",
                            defaultValue = "apiKey",
                            description =
                                    "the API's default way in: ${COMPLETION-CANDIDATES}"
                                            + " (default: ${DEFAULT-VALUE})")
                    Mode mode) {
        Schema schema = SchemaFile.read(file);
        console.print(new SchemaDocument(schema, mode.provider).text().stripTrailing());
    }

    @Command(name = "models", description = "Print what Amplify's clients are configured with.")
    void models(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(
                            names = "--target",
                            paramLabel = "TARGET",
                            defaultValue = "js",
                            description =
                                    "js for models/schema.js, introspection for"
                                            + " amplifyconfiguration (default: ${DEFAULT-VALUE})")
                    Target target) {
        Schema schema = SchemaFile.read(file);
        console.print(
                switch (target) {
                    case introspection -> pretty(AmplifyModels.introspection(schema));
                    case js ->
                            "export const schema = "
                                    + pretty(AmplifyModels.javascript(schema))
                                    + ";";
                });
    }

    private static String pretty(Map<String, Object> document) {
        return Json.writePretty(document);
    }
}
