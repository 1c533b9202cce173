package dev.outrigger.backend.identity;

import dev.outrigger.model.AuthRule;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Who sent a request, as far as their credentials prove it. Whoever holds one was authenticated;
/// what they may do is another question.
public sealed interface Caller {
    /// The kind of credentials, which decides which rules of `@auth` are for this caller.
    AuthRule.Provider provider();

    /// Somebody with a valid API key.
    record ApiKeyHolder() implements Caller {
        @Override
        public AuthRule.Provider provider() {
            return AuthRule.Provider.API_KEY;
        }
    }

    /// Somebody with a valid token of a Cognito user pool or of an OIDC issuer.
    ///
    /// @param provider USER_POOLS or OIDC
    /// @param claims of the token, as they are in its JSON
    record SignedIn(AuthRule.Provider provider, Map<String, @Nullable Object> claims)
            implements Caller {
        public SignedIn {
            if (provider != AuthRule.Provider.USER_POOLS && provider != AuthRule.Provider.OIDC) {
                throw new IllegalArgumentException("nobody signs in with " + provider);
            }
            claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
        }

        /// No claims: they must not reach a log by way of `toString`.
        @Override
        public String toString() {
            return "SignedIn[" + provider + "]";
        }
    }

    /// Somebody who signed the request with a configured access key.
    record Iam(String accessKeyId, Role role) implements Caller {
        @Override
        public AuthRule.Provider provider() {
            return AuthRule.Provider.IAM;
        }
    }

    /// What an access key stands for.
    enum Role {
        /// May do everything, whatever the rules say.
        ADMINISTRATOR,
        /// A signed-in user of an identity pool: `allow: private`.
        AUTHENTICATED,
        /// A guest of an identity pool: `allow: public`.
        UNAUTHENTICATED
    }

    /// Somebody whom an authorizer outside let in.
    ///
    /// @param context what the authorizer said of the caller
    /// @param deniedFields `Post.secret`, or a whole type `Post`
    record Custom(Map<String, @Nullable Object> context, Set<String> deniedFields)
            implements Caller {
        public Custom {
            context = Collections.unmodifiableMap(new LinkedHashMap<>(context));
            deniedFields = Set.copyOf(deniedFields);
        }

        @Override
        public AuthRule.Provider provider() {
            return AuthRule.Provider.FUNCTION;
        }

        @Override
        public String toString() {
            return "Custom[]";
        }
    }
}
