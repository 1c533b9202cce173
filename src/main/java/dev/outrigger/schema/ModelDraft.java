package dev.outrigger.schema;

import dev.outrigger.model.AuthRule;
import dev.outrigger.model.Field;
import dev.outrigger.model.Generation;
import dev.outrigger.model.Index;
import dev.outrigger.model.Model;
import dev.outrigger.model.PrimaryKey;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Shape;
import dev.outrigger.model.Timestamps;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A model whose keys are known and whose relations are being read.
///
/// @param foreignKeys fields that relations imply, by name
/// @param relations by name, as far as they are read
/// @param owners fields that rules of `@auth` imply
record ModelDraft(
        ModelFields declared,
        PrimaryKey key,
        List<Index> indexes,
        Map<String, Field> foreignKeys,
        Map<String, Relation> relations,
        List<Field> owners) {
    static ModelDraft of(ModelFields declared, KeyReader keys, Findings findings) {
        PrimaryKey key = keys.primaryKey(declared);
        return new ModelDraft(
                declared,
                key,
                keys.indexes(declared),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new RuleFields(declared, findings).implied());
    }

    String name() {
        return declared.name();
    }

    /// A declared or implied field.
    Optional<Field> field(String name) {
        return Optional.ofNullable(declared.values().get(name))
                .or(() -> Optional.ofNullable(foreignKeys.get(name)));
    }

    Optional<Index> index(String name) {
        return indexes.stream().filter(index -> index.name().equals(name)).findFirst();
    }

    /// The fields of the key, as far as they exist.
    List<Field> keyFields() {
        return key.fields().stream().flatMap(name -> field(name).stream()).toList();
    }

    Model finished(Generation generation) {
        List<Field> fields = new ArrayList<>(declared.values().values());
        Timestamps timestamps = declared.timestamps();
        addTimestamp(fields, timestamps.createdAt());
        addTimestamp(fields, timestamps.updatedAt());
        fields.addAll(foreignKeys.values());
        fields.addAll(owners);
        List<Relation> ordered =
                declared.relations().keySet().stream().map(relations::get).toList();
        return new Model(
                name(),
                Plural.of(Names.upperFirst(name())),
                fields,
                key,
                indexes,
                ordered,
                timestamps,
                rules(generation),
                declared.operations());
    }

    private List<AuthRule> rules(Generation generation) {
        List<AuthRule> written = declared.rules().ofModel();
        return switch (generation) {
            case FIRST -> FirstGenerationRules.withOpenActions(written);
            case SECOND -> written;
        };
    }

    private void addTimestamp(List<Field> fields, @Nullable String name) {
        if (name != null && !declared.values().containsKey(name)) {
            fields.add(
                    new Field(
                            name,
                            Scalar.AWS_DATE_TIME,
                            new Shape.Single(true),
                            Field.Origin.TIMESTAMP,
                            null,
                            List.of()));
        }
    }
}
