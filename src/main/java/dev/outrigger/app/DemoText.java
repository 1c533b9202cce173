package dev.outrigger.app;

import dev.outrigger.model.Schema;

import java.net.URISyntaxException;
import java.nio.file.Path;

/// What the demo tells a newcomer to try.
enum DemoText {
    /// For the schema of posts and comments.
    POSTS {
        @Override
        String save(String phone, String model) {
            return "curl -s "
                    + phone
                    + "/v1/models/Post -H 'content-type: application/json' \\\n"
                    + "      -d '{\"title\": \"Hello from the phone\", \"status\": \"ACTIVE\","
                    + " \"rating\": 5}'";
        }
    },
    /// For a schema whose items nobody here can make up.
    ANY {
        @Override
        String save(String phone, String model) {
            return "curl -s "
                    + phone
                    + "/v1/models/"
                    + model
                    + " -H 'content-type: application/json' -d '{ … }'";
        }
    };

    abstract String save(String phone, String model);

    String of(Demo.Addresses addresses, String apiKey, Schema schema) {
        String model = this == POSTS ? "Post" : schema.models().getFirst().name();
        return """

        backend   %s/graphql   API key %s
        phone     %s
        laptop    %s

        See on the laptop what the phone saves; one command to each terminal:
          %s observe %s %s
          %s
          curl -s %s/v1/models/%s

        Ctrl-C stops all of it; the data stays.
        """
                .formatted(
                        addresses.backend(),
                        apiKey,
                        addresses.phone(),
                        addresses.laptop(),
                        thisProgram(),
                        addresses.laptop(),
                        model,
                        save(addresses.phone(), model),
                        addresses.laptop(),
                        model)
                .stripTrailing();
    }

    /// How to run this program again: the `java` on the path may be too old for it.
    private static String thisProgram() {
        String java = ProcessHandle.current().info().command().orElse("java");
        return java + " -jar " + jar();
    }

    private static Path jar() {
        try {
            Path jar =
                    Path.of(
                            DemoText.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            Path here = Path.of("").toAbsolutePath();
            return jar.startsWith(here) ? here.relativize(jar) : jar;
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("the jar is at no valid place", impossible);
        }
    }
}
