package dev.outrigger.sync.resolution;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.RemoteItem;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A conflict as it is kept for those who want to know what happened, or have to decide.
///
/// @param id as [Conflict#id] names it
public record RecordedConflict(
        String id,
        long mutationId,
        ItemKey key,
        Mutation.Kind kind,
        Sides sides,
        String reason,
        Course course) {
    /// What met.
    ///
    /// @param base the mutation's fields as it was made from them; null when there was no item
    /// @param local the fields that the mutation set; empty for a delete
    /// @param remote null when the backend has no trace of the item any more
    public record Sides(
            @Nullable Map<String, @Nullable Object> base,
            Map<String, @Nullable Object> local,
            @Nullable RemoteItem remote) {
        public Sides {
            base = base == null ? null : copy(base);
            local = copy(local);
        }

        /// No values: they must not reach a log by way of `toString`.
        @Override
        public String toString() {
            return "Sides" + local.keySet();
        }
    }

    /// How it went on.
    ///
    /// @param strategy whose word it was
    /// @param result the fields that went out again; null when nothing did
    /// @param at local clock, when the conflict was found
    /// @param settledAt local clock; null as long as somebody has to decide
    public record Course(
            String strategy,
            Outcome outcome,
            @Nullable Map<String, @Nullable Object> result,
            Instant at,
            @Nullable Instant settledAt) {
        public Course {
            result = result == null ? null : copy(result);
        }

        /// No values, as above.
        @Override
        public String toString() {
            return strategy + " " + outcome;
        }
    }

    /// What became of the mutation.
    public enum Outcome {
        /// It ended, and the backend's state stands.
        APPLY_REMOTE("applyRemote"),
        /// It went out again as it was.
        RETRY_LOCAL("retryLocal"),
        /// Something else went out in its place.
        MERGED("merged"),
        /// It waits for a decision.
        UNDECIDED("undecided");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        /// What a resolution does to the mutation of a conflict.
        public static Outcome of(Conflict conflict, Resolution resolution) {
            return switch (resolution) {
                case Resolution.TakeTheirs _ -> APPLY_REMOTE;
                case Resolution.SendAgain(Mutation again) ->
                        again.fields().equals(conflict.mutation().mutation().fields())
                                ? RETRY_LOCAL
                                : MERGED;
                case Resolution.Await _ -> UNDECIDED;
            };
        }

        /// Its name in the local API.
        public String word() {
            return word;
        }
    }

    /// Notes a conflict with how it goes on.
    public static RecordedConflict of(
            Conflict conflict, String strategy, Resolution resolution, Instant now) {
        var mutation = conflict.mutation();
        var base = mutation.base();
        Map<String, @Nullable Object> local = mutation.mutation().fields();
        Outcome outcome = Outcome.of(conflict, resolution);
        Map<String, @Nullable Object> result =
                resolution instanceof Resolution.SendAgain(Mutation again) ? again.fields() : null;
        return new RecordedConflict(
                conflict.id(),
                mutation.id(),
                conflict.key(),
                conflict.kind(),
                new Sides(base == null ? null : base.fields(), local, conflict.theirs()),
                conflict.reason(),
                new Course(
                        strategy, outcome, result, now, outcome == Outcome.UNDECIDED ? null : now));
    }

    /// The same, found at another time.
    public RecordedConflict notedAt(Instant at) {
        return new RecordedConflict(
                id,
                mutationId,
                key,
                kind,
                sides,
                reason,
                new Course(
                        course.strategy(),
                        course.outcome(),
                        course.result(),
                        at,
                        course.settledAt()));
    }

    /// True as long as somebody has to decide.
    public boolean open() {
        return course.settledAt() == null;
    }

    private static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> fields) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
