package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

/// What a configuration file of Amplify says about the API of its project. What the file does not
/// say is null.
///
/// @param endpoint of GraphQL over HTTP; empty when the file has none
/// @param authorization the default type, in AppSync's word
/// @param apiKey a secret
/// @param signIn where users sign in
record AmplifyProject(
        String endpoint,
        @Nullable String region,
        @Nullable String authorization,
        @Nullable String apiKey,
        UserPool signIn) {
    /// The user pool of the project.
    record UserPool(@Nullable String region, @Nullable String clientId) {}

    /// No key.
    @Override
    public String toString() {
        return "AmplifyProject[" + endpoint + "]";
    }
}
