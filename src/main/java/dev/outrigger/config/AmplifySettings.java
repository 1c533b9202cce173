package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Sets what follows from a project of Amplify, for the keys that nobody else sets.
final class AmplifySettings {
    private final TypedSettings settings;

    AmplifySettings(TypedSettings settings) {
        this.settings = settings;
    }

    void apply() {
        settings.fileText(Key.REMOTE_AMPLIFY)
                .ifPresent(
                        text -> {
                            switch (AmplifyFile.read(text)) {
                                case AmplifyReading.Read(AmplifyProject project) -> imply(project);
                                case AmplifyReading.Refused(String place, String reason) ->
                                        settings.refuseFile(Key.REMOTE_AMPLIFY, place, reason);
                            }
                        });
    }

    private void imply(AmplifyProject project) {
        imply(Key.REMOTE_ENDPOINT, project.endpoint());
        imply(Key.REMOTE_AUTH_API_KEY, project.apiKey());
        imply(Key.REMOTE_AUTH_IAM_REGION, project.region());
        imply(Key.REMOTE_AUTH_COGNITO_REGION, project.signIn().region());
        imply(Key.REMOTE_AUTH_COGNITO_CLIENT_ID, project.signIn().clientId());
        String authorization = project.authorization();
        if (authorization != null) {
            mode(authorization)
                    .ifPresentOrElse(
                            mode -> imply(Key.REMOTE_AUTH_MODE, mode.word()),
                            () ->
                                    settings.refuseFile(
                                            Key.REMOTE_AMPLIFY,
                                            "",
                                            "its type of authorization is unknown; set"
                                                    + " remote.auth.mode"));
        }
    }

    private void imply(Key key, @Nullable String value) {
        if (value != null) {
            settings.imply(key, Key.REMOTE_AMPLIFY, value);
        }
    }

    /// A user's token comes from the app, unless the sidecar is given what it takes to get one.
    private Optional<RemoteMode> mode(String authorization) {
        return switch (authorization) {
            case "API_KEY" -> Optional.of(RemoteMode.API_KEY);
            case "AWS_IAM" -> Optional.of(RemoteMode.IAM);
            case "AWS_LAMBDA" -> Optional.of(RemoteMode.LAMBDA);
            case "AMAZON_COGNITO_USER_POOLS" ->
                    Optional.of(
                            settings.lacks(Key.REMOTE_AUTH_COGNITO_REFRESH_TOKEN)
                                    ? RemoteMode.TOKEN
                                    : RemoteMode.COGNITO);
            case "OPENID_CONNECT" ->
                    Optional.of(
                            settings.lacks(Key.REMOTE_AUTH_OIDC_CLIENT_ID)
                                    ? RemoteMode.TOKEN
                                    : RemoteMode.OIDC);
            default -> Optional.empty();
        };
    }
}
