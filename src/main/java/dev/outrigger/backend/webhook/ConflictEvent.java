package dev.outrigger.backend.webhook;

import dev.outrigger.backend.identity.Caller;
import dev.outrigger.backend.mutation.ConflictQuestion;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// Writes a conflict as the event that AppSync gives to a conflict Lambda. AWSJSON comes decoded,
/// as Lambdas see it.
final class ConflictEvent {
    /// Lambdas that were written for AWS may read it, and there is none here.
    private static final String REGION = "local";

    private ConflictEvent() {}

    static Map<String, @Nullable Object> of(ConflictQuestion question) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("newItem", question.conflict().proposed().withMetadata().fields());
        event.put("existingItem", question.conflict().current().withMetadata().fields());
        event.put("arguments", arguments(question));
        event.put("resolver", resolver(question));
        event.put("identity", identity(question.call().caller()));
        return event;
    }

    private static Map<String, @Nullable Object> arguments(ConflictQuestion question) {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>(question.call().arguments());
        arguments.putIfAbsent("condition", null);
        return arguments;
    }

    private static Map<String, Object> resolver(ConflictQuestion question) {
        Map<String, Object> resolver = new LinkedHashMap<>();
        resolver.put("tableName", question.conflict().current().key().model());
        resolver.put("awsRegion", REGION);
        resolver.put("parentType", "Mutation");
        resolver.put("field", question.call().field());
        return resolver;
    }

    /// Null for an API key, which is nobody in particular.
    private static @Nullable Map<String, @Nullable Object> identity(Caller caller) {
        return switch (caller) {
            case Caller.ApiKeyHolder _ -> null;
            case Caller.SignedIn signedIn -> signedIn(signedIn);
            case Caller.Iam iam -> named("accessKey", iam.accessKeyId());
            case Caller.Custom custom -> named("resolverContext", custom.context());
        };
    }

    private static Map<String, @Nullable Object> signedIn(Caller.SignedIn caller) {
        Map<String, @Nullable Object> claims = caller.claims();
        Map<String, @Nullable Object> identity = named("claims", claims);
        identity.put("sub", claims.get("sub"));
        identity.put("issuer", claims.get("iss"));
        // An access token of Cognito has one name for it, an id token another.
        identity.put("username", claims.getOrDefault("username", claims.get("cognito:username")));
        identity.put("groups", claims.get("cognito:groups"));
        return identity;
    }

    private static Map<String, @Nullable Object> named(String name, Object value) {
        Map<String, @Nullable Object> identity = new LinkedHashMap<>();
        identity.put(name, value);
        return identity;
    }
}
