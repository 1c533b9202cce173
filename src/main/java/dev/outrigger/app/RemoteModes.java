package dev.outrigger.app;

import dev.outrigger.config.RemoteCredentials;
import dev.outrigger.config.Secret;
import dev.outrigger.config.SecretSource;
import dev.outrigger.model.AuthRule.Provider;
import dev.outrigger.remote.IssuerEndpoint;
import dev.outrigger.remote.credentials.ApiKey;
import dev.outrigger.remote.credentials.ClientCredentialsGrant;
import dev.outrigger.remote.credentials.CognitoGrant;
import dev.outrigger.remote.credentials.Credentials;
import dev.outrigger.remote.credentials.HandedToken;
import dev.outrigger.remote.credentials.IssuerCalls;
import dev.outrigger.remote.credentials.RefreshTokens;
import dev.outrigger.remote.credentials.RenewedToken;
import dev.outrigger.remote.credentials.SignedCredentials;
import dev.outrigger.remote.credentials.Token;
import dev.outrigger.remote.credentials.TokenCredentials;
import dev.outrigger.remote.credentials.TokenEndpoint;
import dev.outrigger.remote.credentials.TokenFile;
import dev.outrigger.remote.credentials.TokenGrant;
import dev.outrigger.runtime.RemoteSession;
import dev.outrigger.token.Trusted;

import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Makes the credentials of each configured way to sign in.
///
/// The first of the ways that show a token is the one that shows those that an app hands over.
final class RemoteModes {
    private static final InstantSource CLOCK = InstantSource.system();

    private final Vertx vertx;
    private final IssuerCalls calls;
    private final Function<String, RefreshTokens> kept;
    private final List<TokenFile> files = new ArrayList<>();
    private @Nullable HandedToken session;

    /// @param kept finds what has taken the place of a configured refresh token
    RemoteModes(Vertx vertx, Function<String, RefreshTokens> kept) {
        this.vertx = vertx;
        this.kept = kept;
        this.calls = new IssuerEndpoint(vertx);
    }

    /// Takes the tokens that an app hands over, once the credentials are made.
    RemoteSession session() {
        return session == null ? RemoteSession.unused() : session;
    }

    Credentials credentials(RemoteCredentials given) {
        return switch (given) {
            case RemoteCredentials.ApiKey(var key) -> new ApiKey(key.reveal());
            case RemoteCredentials.Token(var source) ->
                    new TokenCredentials(
                            inSession(source == null ? Token.awaited() : token(source)),
                            Set.of(Provider.USER_POOLS, Provider.OIDC));
            case RemoteCredentials.Oidc oidc ->
                    new TokenCredentials(inSession(renewed(grant(oidc))), Set.of(Provider.OIDC));
            case RemoteCredentials.Cognito cognito ->
                    new TokenCredentials(
                            inSession(renewed(grant(cognito))), Set.of(Provider.USER_POOLS));
            case RemoteCredentials.Lambda(var source) ->
                    new TokenCredentials(inSession(token(source)), Set.of(Provider.FUNCTION));
            case RemoteCredentials.Iam(String region, var keys) ->
                    new SignedCredentials(
                            vertx, keys(keys), new SignedCredentials.Scope(region, CLOCK));
        };
    }

    private Token inSession(Token configured) {
        if (session != null) {
            return configured;
        }
        session = new HandedToken(configured);
        return session;
    }

    private Token token(SecretSource source) {
        return switch (source) {
            case SecretSource.Fixed(var secret) -> Token.fixed(secret.reveal());
            case SecretSource.Changing(var file) -> {
                TokenFile token = new TokenFile(file);
                files.add(token);
                yield token;
            }
        };
    }

    /// The files of tokens that others may change.
    List<TokenFile> files() {
        return files;
    }

    private static Token renewed(TokenGrant grant) {
        return new RenewedToken(grant, CLOCK);
    }

    private TokenGrant grant(RemoteCredentials.Oidc oidc) {
        TokenEndpoint endpoint =
                switch (oidc.provider()) {
                    case RemoteCredentials.Oidc.Provider.Given(URI address) ->
                            TokenEndpoint.given(safe("remote.auth.oidc.tokenEndpoint", address));
                    case RemoteCredentials.Oidc.Provider.Discovered(URI issuer) ->
                            TokenEndpoint.discovered(
                                    safe("remote.auth.oidc.issuer", issuer), calls);
                };
        return new ClientCredentialsGrant(
                calls,
                endpoint,
                new ClientCredentialsGrant.Client(
                        oidc.clientId(),
                        oidc.clientSecret().reveal(),
                        oidc.scope(),
                        oidc.audience()));
    }

    private TokenGrant grant(RemoteCredentials.Cognito cognito) {
        CognitoGrant.Use use =
                switch (cognito.use()) {
                    case ACCESS -> CognitoGrant.Use.ACCESS;
                    case ID -> CognitoGrant.Use.ID;
                };
        return new CognitoGrant(
                calls,
                safe("remote.auth.cognito.endpoint", cognito.endpoint()),
                new CognitoGrant.Client(
                        cognito.client().id(), revealed(cognito.client().secret()), use),
                kept.apply(cognito.refreshToken().reveal()));
    }

    private static @Nullable String revealed(@Nullable Secret secret) {
        return secret == null ? null : secret.reveal();
    }

    private static URI safe(String key, URI address) {
        if (!Trusted.address(address)) {
            throw StartFailure.usage(
                    key
                            + " "
                            + address
                            + " is sent a secret, so it needs https; http will do only on"
                            + " localhost");
        }
        return address;
    }

    private static AwsCredentialsProvider keys(RemoteCredentials.Iam.@Nullable Keys keys) {
        if (keys == null) {
            return DefaultCredentialsProvider.builder().build();
        }
        String secret = keys.secret().reveal();
        return StaticCredentialsProvider.create(
                keys.sessionToken() == null
                        ? AwsBasicCredentials.create(keys.id(), secret)
                        : AwsSessionCredentials.create(
                                keys.id(), secret, keys.sessionToken().reveal()));
    }
}
