package dev.outrigger.graphql.sdl;

import dev.outrigger.contract.RootField;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;

import java.util.stream.Collectors;

/// What a backend serves beside AppSync's contract: digests and numbers of keys. It is executable
/// and not printed, so that a client's schema stays the one that Amplify prints.
final class KeyDigestDefinitions {
    private static final String TYPES =
            """
            type _KeyDigest {
              startedAt: AWSTimestamp!
              buckets: [_KeyBucket!]!
            }

            type _KeyBucket {
              bucket: Int!
              count: Int!
              hash: String!
            }

            """;

    private final Schema schema;

    KeyDigestDefinitions(Schema schema) {
        this.schema = schema;
    }

    String text() {
        return TYPES
                + schema.models().stream()
                        .map(KeyDigestDefinitions::fields)
                        .collect(Collectors.joining("", "extend type Query {\n", "}\n"));
    }

    private static String fields(Model model) {
        return ("  %s(buckets: Int!): _KeyDigest!\n  %s(buckets: Int!, in: [Int!]!): [String!]!\n"
                        + "  %s: Int\n")
                .formatted(
                        RootField.digest(model), RootField.keys(model), RootField.estimate(model));
    }
}
