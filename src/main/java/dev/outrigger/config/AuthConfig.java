package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Who may call a backend, and how they prove who they are. At least one way is configured.
///
/// @param mode the one that counts where a schema does not say which
/// @param authorizer null when nobody outside is asked
public record AuthConfig(
        AuthMode mode,
        List<ApiKey> apiKeys,
        List<Issuer> issuers,
        List<AccessKey> accessKeys,
        @Nullable Authorizer authorizer) {
    public AuthConfig {
        apiKeys = List.copyOf(apiKeys);
        issuers = List.copyOf(issuers);
        accessKeys = List.copyOf(accessKeys);
    }

    /// API keys that never expire, and nothing else.
    public static AuthConfig apiKeys(List<Secret> keys) {
        return new AuthConfig(
                AuthMode.API_KEY,
                keys.stream().<ApiKey>map(key -> new ApiKey.Plain(key, Instant.MAX)).toList(),
                List.of(),
                List.of(),
                null);
    }

    /// A key that is shared by all who have the app.
    public sealed interface ApiKey {
        /// [Instant#MAX] for never.
        Instant expires();

        record Plain(Secret key, Instant expires) implements ApiKey {}

        /// @param sha256 in hexadecimal digits
        record Hashed(String sha256, Instant expires) implements ApiKey {}
    }

    /// Somebody whose tokens are trusted.
    ///
    /// @param name as its tokens have it in `iss`
    /// @param jwks where its keys are; null to ask the issuer
    public record Issuer(Kind kind, String name, Set<String> clientIds, @Nullable URI jwks) {
        /// What its tokens look like.
        public enum Kind {
            COGNITO,
            OIDC
        }

        public Issuer {
            clientIds = Set.copyOf(clientIds);
        }
    }

    /// A key that requests are signed with.
    public record AccessKey(String id, Secret secret, Role role) {
        /// What whoever has it may do.
        public enum Role {
            ADMIN,
            AUTHENTICATED,
            UNAUTHENTICATED
        }
    }

    /// Somebody outside who decides on tokens.
    ///
    /// @param ttl for how long an answer counts that does not say so itself
    /// @param apiId what it is told of this backend, as of an API of AWS
    /// @param accountId the same of its owner
    public record Authorizer(
            URI url, Duration ttl, Duration timeout, String apiId, String accountId) {}
}
