package dev.outrigger.contract;

import dev.outrigger.model.Model;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The questions that tell which keys of a model a backend has, and about how many. AppSync has
/// none of them.
///
/// @param digest answered in the form of [KeyDigest#sent]
/// @param keys of some buckets, each as [KeyDigest#text]
/// @param estimate how many items a base sync brings; null when that is not known
public record KeyOperations(Operation digest, Operation keys, Operation estimate) {
    /// Keys that are told in one answer; buckets that hold more together are refused.
    public static final int MOST_KEYS = 10_000;

    public static KeyOperations of(Model model) {
        String digest = RootField.digest(model);
        String keys = RootField.keys(model);
        String estimate = RootField.estimate(model);
        return new KeyOperations(
                new Operation(
                        digest,
                        ("query operation($buckets: Int!) { %s(buckets: $buckets)"
                                        + " { startedAt buckets { bucket count hash } } }")
                                .formatted(digest)),
                new Operation(
                        keys,
                        ("query operation($buckets: Int!, $in: [Int!]!)"
                                        + " { %s(buckets: $buckets, in: $in) }")
                                .formatted(keys)),
                new Operation(estimate, "query operation { %s }".formatted(estimate)));
    }

    /// @param of how many buckets there are together
    public static Map<String, @Nullable Object> variables(int of) {
        return new LinkedHashMap<>(Map.of("buckets", of));
    }

    /// @param numbers of the buckets whose keys are wanted
    public static Map<String, @Nullable Object> variables(int of, List<Integer> numbers) {
        return new LinkedHashMap<>(Map.of("buckets", of, "in", numbers));
    }
}
