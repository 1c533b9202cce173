package dev.outrigger.sync.resolution;

import java.util.Map;

/// Who wins when a mutation meets another item than the one that it was made from.
public sealed interface Strategy {
    /// The backend: the mutation ends, and clients see what the backend has.
    record ApplyRemote() implements Strategy {}

    /// The client, in the fields that it changed. A delete goes out again.
    record RetryLocal(RemoteDeletion deletion) implements Strategy {}

    /// Both, field by field; a field without a rule is replaced.
    record Merge(Map<String, FieldRule> fields, RemoteDeletion deletion) implements Strategy {
        public Merge {
            fields = Map.copyOf(fields);
        }

        FieldRule rule(String field) {
            return fields.getOrDefault(field, FieldRule.REPLACE);
        }
    }

    /// A program of the operator says.
    record Webhook() implements Strategy {}

    /// Somebody says, and the mutation waits for it.
    record Manual() implements Strategy {}

    /// What a replica does that was told nothing else.
    static Strategy usual() {
        return new RetryLocal(RemoteDeletion.ACCEPT);
    }

    /// The strategy's name in settings, in the log of conflicts and in events.
    default String word() {
        return switch (this) {
            case ApplyRemote _ -> "applyRemote";
            case RetryLocal _ -> "retryLocal";
            case Merge _ -> "merge";
            case Webhook _ -> "webhook";
            case Manual _ -> "manual";
        };
    }

    /// True when steps of a number are added up, so that two equal ones are two.
    default boolean counts(String field) {
        return this instanceof Merge merge && merge.rule(field) == FieldRule.COUNTER;
    }

    /// True when it decides about items as a whole: then whatever somebody else changed in the item
    /// is a conflict. A strategy that decides by field has one only where both changed a field.
    default boolean wholeItems() {
        return switch (this) {
            case ApplyRemote _, Webhook _, Manual _ -> true;
            case RetryLocal _, Merge _ -> false;
        };
    }
}
