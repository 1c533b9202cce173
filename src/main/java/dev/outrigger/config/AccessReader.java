package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads who may use the local API.
final class AccessReader {
    private final TypedSettings settings;

    AccessReader(TypedSettings settings) {
        this.settings = settings;
    }

    AccessConfig read() {
        List<AccessConfig.Token> tokens = new ArrayList<>();
        settings.secret(Key.API_TOKEN).map(AccessConfig.Token::unlimited).ifPresent(tokens::add);
        settings.sections(Key.API_TOKENS_TOKEN, section -> section)
                .byName()
                .forEach((name, section) -> token(name, section).ifPresent(tokens::add));
        return new AccessConfig(tokens, issuer());
    }

    /// True when nothing is said that keeps anybody out, be it usable or not.
    boolean saysNothing() {
        return settings.lacks(Key.API_TOKEN)
                && settings.lacks(Key.API_OIDC_ISSUER)
                && settings.sections(Key.API_TOKENS_TOKEN, _ -> true).byName().isEmpty();
    }

    private AccessConfig.@Nullable Issuer issuer() {
        // As it is written: tokens are compared with it, to the last slash.
        Optional<String> name =
                settings.value(
                        Key.API_OIDC_ISSUER,
                        AuthSections.ADDRESS,
                        text -> AuthSections.address(text).map(_ -> text));
        AccessConfig.Claims claims =
                new AccessConfig.Claims(
                        settings.text(Key.API_OIDC_SCOPES_CLAIM).orElse("scope"),
                        settings.text(Key.API_OIDC_SCOPE_PREFIX).orElse(""),
                        settings.text(Key.API_OIDC_MODELS_CLAIM).orElse(null));
        Set<String> audience = Set.copyOf(settings.texts(Key.API_OIDC_AUDIENCE));
        URI jwks =
                settings.value(Key.API_OIDC_JWKS, AuthSections.ADDRESS, AuthSections::address)
                        .orElse(null);
        if (name.isPresent() && audience.isEmpty()) {
            settings.refuse(
                    Key.API_OIDC_AUDIENCE.path()
                            + " is missing: without it, tokens that the issuer made for others"
                            + " would be accepted");
            return null;
        }
        return name.map(text -> new AccessConfig.Issuer(text, audience, jwks, claims)).orElse(null);
    }

    private static Optional<AccessConfig.Token> token(String name, TypedSettings section) {
        Set<AccessConfig.Scope> scopes = scopes(section);
        Set<String> models = models(section);
        if (models != null && scopes.contains(AccessConfig.Scope.ADMIN)) {
            section.refuse(
                    section.pathOf(Key.API_TOKENS_MODELS)
                            + " limits a token that has the scope admin, which concerns all"
                            + " models; leave one of them out");
        }
        Instant expires =
                section.value(Key.API_TOKENS_EXPIRES, AuthSections.INSTANT, AuthSections::instant)
                        .orElse(Instant.MAX);
        return proof(section)
                .map(proof -> new AccessConfig.Token(name, proof, scopes, models, expires));
    }

    private static Optional<AccessConfig.Proof> proof(TypedSettings section) {
        if (section.lacks(Key.API_TOKENS_TOKEN) == section.lacks(Key.API_TOKENS_SHA256)) {
            section.refuse(
                    "give one of "
                            + section.pathOf(Key.API_TOKENS_TOKEN)
                            + " and "
                            + section.pathOf(Key.API_TOKENS_SHA256));
        }
        Optional<AccessConfig.Proof> digest =
                section.value(Key.API_TOKENS_SHA256, AuthSections.SHA256, AuthSections::digest)
                        .map(AccessConfig.Proof.Hashed::new);
        return section.secret(Key.API_TOKENS_TOKEN)
                .<AccessConfig.Proof>map(AccessConfig.Proof.Plain::new)
                .or(() -> digest);
    }

    private static Set<AccessConfig.Scope> scopes(TypedSettings section) {
        List<String> words = section.texts(Key.API_TOKENS_SCOPES);
        Set<AccessConfig.Scope> scopes = EnumSet.noneOf(AccessConfig.Scope.class);
        for (String word : words) {
            Optional<AccessConfig.Scope> scope = AccessConfig.Scope.of(word);
            if (scope.isEmpty()) {
                section.find(Key.API_TOKENS_SCOPES)
                        .ifPresent(
                                setting ->
                                        section.refuse(
                                                setting,
                                                "holds '"
                                                        + word
                                                        + "'; allowed: "
                                                        + AccessConfig.Scope.WORDS));
            }
            scope.ifPresent(scopes::add);
        }
        return words.isEmpty()
                ? EnumSet.of(AccessConfig.Scope.READ, AccessConfig.Scope.WRITE)
                : scopes;
    }

    private static @Nullable Set<String> models(TypedSettings section) {
        return section.lacks(Key.API_TOKENS_MODELS)
                ? null
                : Set.copyOf(section.texts(Key.API_TOKENS_MODELS));
    }
}
