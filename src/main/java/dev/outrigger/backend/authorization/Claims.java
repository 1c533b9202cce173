package dev.outrigger.backend.authorization;

import dev.outrigger.json.GroupsClaim;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a token says of who shows it, as far as rules ask for it.
record Claims(Map<String, @Nullable Object> values) {
    /// Joins claims in a rule, and their values in an owner field.
    static final String SEPARATOR = "::";

    private static final String USERNAME = "username";

    /// Where a Cognito id token has what its access token calls `username`.
    private static final String COGNITO_USERNAME = "cognito:username";

    /// What an item that the caller creates gets in its owner field; empty when the token lacks a
    /// claim.
    Optional<String> ownerName(String identityClaim) {
        List<String> parts = parts(identityClaim).flatMap(this::name).toList();
        return parts.size() == parts(identityClaim).count()
                ? Optional.of(String.join(SEPARATOR, parts))
                : Optional.empty();
    }

    /// Every name that makes the caller an owner: the joined one, and each of its parts, which
    /// older versions of Amplify stored and which clients are shown.
    Set<String> names(String identityClaim) {
        Set<String> names = new LinkedHashSet<>();
        ownerName(identityClaim).ifPresent(names::add);
        parts(identityClaim).flatMap(this::name).forEach(names::add);
        return names;
    }

    /// The groups of a claim, which is an array, or a string that holds one, or one group.
    Set<String> groups(String groupClaim) {
        return GroupsClaim.read(values.get(groupClaim));
    }

    private static Stream<String> parts(String identityClaim) {
        return new ArrayList<>(List.of(identityClaim.split(SEPARATOR))).stream();
    }

    private Stream<String> name(String claim) {
        return (claim.equals(USERNAME) ? Stream.of(USERNAME, COGNITO_USERNAME) : Stream.of(claim))
                .map(values::get)
                .flatMap(Stream::ofNullable)
                .limit(1)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                // With the separator in it, a name that somebody chose could be somebody else's.
                .filter(name -> !name.isBlank() && !name.contains(SEPARATOR));
    }
}
