package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

import java.net.URI;

/// What a sidecar is given for one [RemoteMode].
public sealed interface RemoteCredentials {
    record ApiKey(Secret key) implements RemoteCredentials {}

    /// @param source null when only an app hands tokens over
    record Token(@Nullable SecretSource source) implements RemoteCredentials {}

    /// A client of an OpenID provider that signs in by itself.
    ///
    /// @param provider where its tokens are asked for
    /// @param scope empty for what the provider takes for usual
    /// @param audience empty where the provider wants none
    record Oidc(
            Provider provider, String clientId, Secret clientSecret, String scope, String audience)
            implements RemoteCredentials {
        /// How the place is found where tokens are given out.
        public sealed interface Provider {
            /// The issuer is asked for it.
            record Discovered(URI issuer) implements Provider {}

            record Given(URI tokenEndpoint) implements Provider {}
        }
    }

    /// A user of a Cognito user pool who has signed in elsewhere.
    ///
    /// @param endpoint of the service, as the region has it or another
    record Cognito(URI endpoint, Client client, Secret refreshToken, Use use)
            implements RemoteCredentials {
        /// @param secret null when the app client has none
        public record Client(String id, @Nullable Secret secret) {}

        /// Which of a user's tokens is shown.
        public enum Use {
            ACCESS,
            ID
        }
    }

    /// @param region for which requests are signed
    /// @param keys null for those that the environment, files or the machine's role give
    record Iam(String region, @Nullable Keys keys) implements RemoteCredentials {
        /// @param sessionToken null for keys that last
        public record Keys(String id, Secret secret, @Nullable Secret sessionToken) {}
    }

    record Lambda(SecretSource source) implements RemoteCredentials {}
}
