package dev.outrigger.model;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A relation field: it joins items of its model with items of another where the local fields equal
/// the target's fields, pairwise.
///
/// @param localFields fields of the model that has the relation; for BELONGS_TO the foreign key
/// @param targetFields fields of the target model; for HAS_MANY the foreign key
/// @param required the schema marks the relation with `!`
/// @param rules who may read this relation; empty when the rules of the models alone count
/// @param reading how a page of the other side is read
public record Relation(
        String name,
        Kind kind,
        String target,
        List<String> localFields,
        List<String> targetFields,
        boolean required,
        List<AuthRule> rules,
        Reading reading) {
    /// A relation that is read as one where the schema says nothing about it.
    public Relation(
            String name,
            Kind kind,
            String target,
            List<String> localFields,
            List<String> targetFields,
            boolean required,
            List<AuthRule> rules) {
        this(name, kind, target, localFields, targetFields, required, rules, Reading.STANDARD);
    }

    /// How a page of the other side is read.
    ///
    /// @param index of the target that the schema names; null when it names none
    /// @param limit how many are read where a client does not say
    public record Reading(@Nullable String index, int limit) {
        private static final int STANDARD_LIMIT = 100;

        /// As it is where the schema says nothing.
        public static final Reading STANDARD = new Reading(null, STANDARD_LIMIT);
    }

    /// How many there are on the other side, and which side holds the foreign key.
    public enum Kind {
        /// This side holds the foreign key of one parent.
        BELONGS_TO,
        /// At most one on the other side; the foreign key may be on either.
        HAS_ONE,
        /// Any number of children that hold this model's key.
        HAS_MANY
    }

    public Relation {
        localFields = List.copyOf(localFields);
        targetFields = List.copyOf(targetFields);
        rules = List.copyOf(rules);
        if (localFields.size() != targetFields.size() || localFields.isEmpty()) {
            throw new IllegalArgumentException(
                    "relation " + name + " joins " + localFields + " with " + targetFields);
        }
    }
}
