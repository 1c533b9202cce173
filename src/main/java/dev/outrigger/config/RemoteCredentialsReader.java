package dev.outrigger.config;

import java.net.URI;
import java.util.Optional;

/// Reads what a sidecar is given for each way to sign in. Each is empty when it cannot be used, of
/// which the settings know then.
final class RemoteCredentialsReader {
    private final TypedSettings settings;
    private final URI api;

    /// @param api the endpoint that is signed in to
    RemoteCredentialsReader(TypedSettings settings, URI api) {
        this.settings = settings;
        this.api = api;
    }

    Optional<RemoteCredentials.ApiKey> apiKey() {
        Optional<Secret> key = settings.secret(Key.REMOTE_AUTH_API_KEY);
        if (settings.lacks(Key.REMOTE_AUTH_API_KEY)) {
            settings.refuse(
                    "remote.endpoint is given without a key; set --api-key, remote.auth.apiKey or "
                            + Key.REMOTE_AUTH_API_KEY.variable()
                            + " (or its …File twin), or another remote.auth.mode");
        }
        return key.map(RemoteCredentials.ApiKey::new);
    }

    Optional<RemoteCredentials.Token> token() {
        SecretSource source = settings.secretSource(Key.REMOTE_AUTH_TOKEN).orElse(null);
        return Optional.of(new RemoteCredentials.Token(source));
    }

    Optional<RemoteCredentials.Oidc> oidc() {
        Optional<URI> issuer = address(Key.REMOTE_AUTH_OIDC_ISSUER);
        Optional<URI> given = address(Key.REMOTE_AUTH_OIDC_TOKEN_ENDPOINT);
        if (settings.lacks(Key.REMOTE_AUTH_OIDC_ISSUER)
                && settings.lacks(Key.REMOTE_AUTH_OIDC_TOKEN_ENDPOINT)) {
            settings.refuse(
                    "remote.auth.mode oidc needs remote.auth.oidc.issuer, which is asked for its"
                            + " token endpoint, or remote.auth.oidc.tokenEndpoint");
        }
        Optional<RemoteCredentials.Oidc.Provider> provider =
                given.<RemoteCredentials.Oidc.Provider>map(
                                RemoteCredentials.Oidc.Provider.Given::new)
                        .or(() -> issuer.map(RemoteCredentials.Oidc.Provider.Discovered::new));
        Optional<String> clientId = required(Key.REMOTE_AUTH_OIDC_CLIENT_ID, RemoteMode.OIDC);
        Optional<Secret> secret = secret(Key.REMOTE_AUTH_OIDC_CLIENT_SECRET, RemoteMode.OIDC);
        String scope = settings.text(Key.REMOTE_AUTH_OIDC_SCOPE).orElse("");
        String audience = settings.text(Key.REMOTE_AUTH_OIDC_AUDIENCE).orElse("");
        return provider.flatMap(
                found ->
                        clientId.flatMap(
                                id ->
                                        secret.map(
                                                text ->
                                                        new RemoteCredentials.Oidc(
                                                                found, id, text, scope,
                                                                audience))));
    }

    Optional<RemoteCredentials.Cognito> cognito() {
        Optional<String> clientId = required(Key.REMOTE_AUTH_COGNITO_CLIENT_ID, RemoteMode.COGNITO);
        Optional<Secret> refresh =
                secret(Key.REMOTE_AUTH_COGNITO_REFRESH_TOKEN, RemoteMode.COGNITO);
        Optional<URI> endpoint = address(Key.REMOTE_AUTH_COGNITO_ENDPOINT).or(this::regional);
        if (settings.lacks(Key.REMOTE_AUTH_COGNITO_ENDPOINT)
                && settings.lacks(Key.REMOTE_AUTH_COGNITO_REGION)) {
            settings.refuse("remote.auth.mode cognito needs remote.auth.cognito.region");
        }
        RemoteCredentials.Cognito.Use use =
                settings.choice(
                        Key.REMOTE_AUTH_COGNITO_TOKEN, RemoteCredentials.Cognito.Use.ACCESS);
        Secret clientSecret = settings.secret(Key.REMOTE_AUTH_COGNITO_CLIENT_SECRET).orElse(null);
        return endpoint.flatMap(
                address ->
                        clientId.flatMap(
                                id ->
                                        refresh.map(
                                                token ->
                                                        new RemoteCredentials.Cognito(
                                                                address,
                                                                new RemoteCredentials.Cognito
                                                                        .Client(id, clientSecret),
                                                                token,
                                                                use))));
    }

    private Optional<URI> regional() {
        return settings.value(
                Key.REMOTE_AUTH_COGNITO_REGION,
                "a region such as eu-west-1",
                region ->
                        AwsRegion.isOne(region)
                                ? Optional.of(AwsRegion.cognito(region))
                                : Optional.empty());
    }

    Optional<RemoteCredentials.Iam> iam() {
        String region =
                settings.value(
                                Key.REMOTE_AUTH_IAM_REGION,
                                "a region such as eu-west-1",
                                text -> Optional.of(text).filter(AwsRegion::isOne))
                        .or(() -> AwsRegion.ofApi(api))
                        .orElse("");
        if (region.isEmpty() && settings.lacks(Key.REMOTE_AUTH_IAM_REGION)) {
            missing(Key.REMOTE_AUTH_IAM_REGION, RemoteMode.IAM);
        }
        if (settings.lacks(Key.REMOTE_AUTH_IAM_ACCESS_KEY_ID)
                && settings.lacks(Key.REMOTE_AUTH_IAM_SECRET_ACCESS_KEY)) {
            return Optional.of(new RemoteCredentials.Iam(region, null));
        }
        Optional<String> id = required(Key.REMOTE_AUTH_IAM_ACCESS_KEY_ID, RemoteMode.IAM);
        Optional<Secret> secret = secret(Key.REMOTE_AUTH_IAM_SECRET_ACCESS_KEY, RemoteMode.IAM);
        Secret session = settings.secret(Key.REMOTE_AUTH_IAM_SESSION_TOKEN).orElse(null);
        return id.flatMap(
                name ->
                        secret.map(
                                text ->
                                        new RemoteCredentials.Iam(
                                                region,
                                                new RemoteCredentials.Iam.Keys(
                                                        name, text, session))));
    }

    Optional<RemoteCredentials.Lambda> lambda() {
        if (settings.lacks(Key.REMOTE_AUTH_LAMBDA_TOKEN)) {
            missing(Key.REMOTE_AUTH_LAMBDA_TOKEN, RemoteMode.LAMBDA);
        }
        return settings.secretSource(Key.REMOTE_AUTH_LAMBDA_TOKEN)
                .map(RemoteCredentials.Lambda::new);
    }

    private Optional<URI> address(Key key) {
        return settings.value(key, AuthSections.ADDRESS, AuthSections::address);
    }

    private Optional<String> required(Key key, RemoteMode mode) {
        if (settings.lacks(key)) {
            missing(key, mode);
        }
        return settings.text(key).filter(text -> !text.isBlank());
    }

    private Optional<Secret> secret(Key key, RemoteMode mode) {
        if (settings.lacks(key)) {
            missing(key, mode);
        }
        return settings.secret(key);
    }

    private void missing(Key key, RemoteMode mode) {
        settings.refuse("remote.auth.mode " + mode.word() + " needs " + settings.pathOf(key));
    }
}
