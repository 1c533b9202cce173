package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Finds the API in each of Amplify's configuration files: `amplify_outputs.json` of its second
/// generation, `amplifyconfiguration.json` of its native and JavaScript clients, and
/// `aws-exports.js`.
final class AmplifyFile {
    private static final String GRAPHQL = "GraphQL";

    private final Map<?, ?> file;

    private AmplifyFile(Map<?, ?> file) {
        this.file = file;
    }

    static AmplifyReading read(String text) {
        return switch (ObjectLiteral.read(text)) {
            case ObjectLiteral.Outcome.Malformed(String place, String reason) ->
                    new AmplifyReading.Refused(place, reason);
            case ObjectLiteral.Outcome.Found(Map<?, ?> object) -> new AmplifyFile(object).project();
        };
    }

    private AmplifyReading project() {
        if (file.get("data") instanceof Map<?, ?> data) {
            return secondGeneration(data);
        }
        if (member(member(file, "api"), "plugins").get("awsAPIPlugin") instanceof Map<?, ?> apis) {
            return nativeClient(apis);
        }
        return javascriptClient();
    }

    private AmplifyReading secondGeneration(Map<?, ?> data) {
        Map<?, ?> auth = member(file, "auth");
        return project(
                new AmplifyProject(
                        Objects.requireNonNullElse(text(data, "url"), ""),
                        text(data, "aws_region"),
                        text(data, "default_authorization_type"),
                        text(data, "api_key"),
                        new AmplifyProject.UserPool(
                                text(auth, "aws_region"), text(auth, "user_pool_client_id"))),
                "data.url");
    }

    /// An API with several types of authorization is listed once for each of them, the default one
    /// first.
    private AmplifyReading nativeClient(Map<?, ?> apis) {
        Map<String, Map<?, ?>> byEndpoint = new LinkedHashMap<>();
        for (Object api : apis.values()) {
            if (api instanceof Map<?, ?> found && GRAPHQL.equals(found.get("endpointType"))) {
                byEndpoint.putIfAbsent(String.valueOf(text(found, "endpoint")), found);
            }
        }
        if (byEndpoint.size() > 1) {
            return new AmplifyReading.Refused(
                    "",
                    "it has several GraphQL APIs ("
                            + String.join(", ", byEndpoint.keySet())
                            + "); leave it out, and set remote.endpoint and remote.auth");
        }
        Map<?, ?> api = byEndpoint.values().stream().findFirst().orElse(Map.of());
        Map<?, ?> pool =
                member(
                        member(
                                member(
                                        member(member(file, "auth"), "plugins"),
                                        "awsCognitoAuthPlugin"),
                                "CognitoUserPool"),
                        "Default");
        return project(
                new AmplifyProject(
                        Objects.requireNonNullElse(text(api, "endpoint"), ""),
                        text(api, "region"),
                        text(api, "authorizationType"),
                        text(api, "apiKey"),
                        new AmplifyProject.UserPool(
                                text(pool, "Region"), text(pool, "AppClientId"))),
                "API in api.plugins.awsAPIPlugin whose endpointType is GraphQL");
    }

    private AmplifyReading javascriptClient() {
        return project(
                new AmplifyProject(
                        Objects.requireNonNullElse(text(file, "aws_appsync_graphqlEndpoint"), ""),
                        text(file, "aws_appsync_region"),
                        text(file, "aws_appsync_authenticationType"),
                        text(file, "aws_appsync_apiKey"),
                        new AmplifyProject.UserPool(
                                text(file, "aws_cognito_region"),
                                text(file, "aws_user_pools_web_client_id"))),
                "data.url, api.plugins.awsAPIPlugin or aws_appsync_graphqlEndpoint, so it is no"
                        + " amplify_outputs.json, amplifyconfiguration.json or aws-exports.js of a"
                        + " project with a GraphQL API");
    }

    /// @param expected where the endpoint should be, for the message
    private static AmplifyReading project(AmplifyProject project, String expected) {
        return project.endpoint().isEmpty()
                ? new AmplifyReading.Refused("", "it has no " + expected)
                : new AmplifyReading.Read(project);
    }

    private static Map<?, ?> member(Map<?, ?> object, String name) {
        return object.get(name) instanceof Map<?, ?> member ? member : Map.of();
    }

    private static @Nullable String text(Map<?, ?> object, String name) {
        return object.get(name) instanceof String text && !text.isBlank() ? text : null;
    }
}
