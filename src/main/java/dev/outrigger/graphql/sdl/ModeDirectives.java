package dev.outrigger.graphql.sdl;

import dev.outrigger.model.AuthRule.Provider;

import java.util.LinkedHashSet;
import java.util.Set;

/// The directives by which AppSync tells who of several modes gets in. What has none is for the
/// default mode alone.
///
/// @param standard the default mode of the API
record ModeDirectives(Provider standard) {
    ModeDirectives {
        standard = standard.mode();
    }

    /// The directives for what these modes share.
    Set<String> of(Set<Provider> modes) {
        return of(modes, false);
    }

    /// The same for a type that others use too, who may come by the default mode.
    Set<String> ofShared(Set<Provider> modes) {
        return of(modes, true);
    }

    private Set<String> of(Set<Provider> modes, boolean withStandard) {
        Set<String> directives = new LinkedHashSet<>();
        modes.stream()
                .filter(mode -> mode != standard)
                .forEach(mode -> directives.add(directive(mode)));
        if (!directives.isEmpty() && (withStandard || modes.contains(standard))) {
            directives.add(directive(standard));
        }
        return directives;
    }

    static String directive(Provider mode) {
        return switch (mode) {
            case API_KEY -> "@aws_api_key";
            case IAM, IDENTITY_POOL -> "@aws_iam";
            case OIDC -> "@aws_oidc";
            case USER_POOLS -> "@aws_cognito_user_pools";
            case FUNCTION -> "@aws_lambda";
        };
    }
}
