package dev.outrigger.backend.table;

import dev.outrigger.model.AuthRule;
import dev.outrigger.model.AuthRule.Grantee;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.postgres.ModelTable;
import dev.outrigger.postgres.SqlName;

import java.util.List;
import java.util.stream.Stream;

/// Indexes of the fields that rules of `@auth` compare callers with: who owns a few of many items
/// must not wait until all of them were looked at.
///
/// They are of kinds that only find equal values, and so hold values of any length.
record AccessIndexes(ModelTable table) {
    List<String> statements() {
        Model model = table.model();
        return rules(model)
                .map(AuthRule::grantee)
                .flatMap(AccessIndexes::field)
                .distinct()
                .flatMap(name -> model.field(name).stream())
                .map(this::statement)
                .toList();
    }

    private static Stream<AuthRule> rules(Model model) {
        return Stream.of(
                        model.rules().stream(),
                        model.fields().stream().map(Field::rules).flatMap(List::stream),
                        model.relations().stream().map(Relation::rules).flatMap(List::stream))
                .flatMap(rules -> rules);
    }

    private static Stream<String> field(Grantee grantee) {
        return switch (grantee) {
            case Grantee.Owner(String field, _) -> Stream.of(field);
            case Grantee.DynamicGroups(String field, _) -> Stream.of(field);
            case Grantee.Public _, Grantee.Private _, Grantee.StaticGroups _, Grantee.Custom _ ->
                    Stream.of();
        };
    }

    private String statement(Field field) {
        String name = "_" + SqlName.table(table.model()) + "_for_" + field.name();
        String column = SqlName.quoted(SqlName.column(field));
        return "create index if not exists %s on %s using %s"
                .formatted(
                        SqlName.quoted(SqlName.shortened(name)),
                        table.qualifiedName(),
                        field.isList()
                                ? "gin (" + column + " jsonb_path_ops)"
                                : "hash (" + column + ")");
    }
}
