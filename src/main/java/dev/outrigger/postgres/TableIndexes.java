package dev.outrigger.postgres;

import dev.outrigger.model.Index;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which field lists of a model get an index beside the primary key: those of the schema, and both
/// ends of every relation, because relations are followed by value.
final class TableIndexes {
    private final List<List<String>> fieldLists;

    TableIndexes(Schema schema, Model model) {
        Set<List<String>> wanted = new LinkedHashSet<>();
        model.indexes().stream().map(Index::fields).forEach(wanted::add);
        model.relations().stream().map(Relation::localFields).forEach(wanted::add);
        schema.models().stream()
                .flatMap(other -> other.relations().stream())
                .filter(relation -> relation.target().equals(model.name()))
                .map(Relation::targetFields)
                .forEach(wanted::add);
        fieldLists = wanted.stream().filter(fields -> !served(fields, model, wanted)).toList();
    }

    List<List<String>> fieldLists() {
        return fieldLists;
    }

    /// True when the key, or a longer list, begins with these fields and answers for them.
    private static boolean served(List<String> fields, Model model, Set<List<String>> wanted) {
        return begins(model.key().fields(), fields)
                || wanted.stream()
                        .anyMatch(other -> other.size() > fields.size() && begins(other, fields));
    }

    private static boolean begins(List<String> longer, List<String> fields) {
        return longer.size() >= fields.size() && longer.subList(0, fields.size()).equals(fields);
    }
}
