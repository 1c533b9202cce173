package dev.outrigger.store;

import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.postgres.ModelTable;
import dev.outrigger.postgres.SqlName;
import dev.outrigger.postgres.WordSearch;
import dev.outrigger.predicate.TextSearch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is to be done about a replica's indexes of words, so that there is a whole one for each
/// field that is searched, and none for any other.
///
/// @param dropped names of those that go: unwanted, or left half-built by a process that ended
/// @param built those that are missing
record SearchPlan(List<String> dropped, List<Built> built) {
    SearchPlan {
        dropped = List.copyOf(dropped);
        built = List.copyOf(built);
    }

    /// An index to be.
    record Built(ModelTable table, Field field, String language) {
        String name() {
            return WordSearch.indexName(table, field, language);
        }

        String statement() {
            return WordSearch.createIndex(table, field, language);
        }
    }

    boolean isEmpty() {
        return dropped.isEmpty() && built.isEmpty();
    }

    /// @throws ReplicaUnusable when the database does not know the language
    static SearchPlan of(Connection connection, ReplicaTables tables, TextSearch.Of search)
            throws SQLException {
        if (!search.fields().isEmpty()) {
            requireLanguage(connection, search.language());
        }
        Map<String, Built> missing = wanted(tables, search);
        List<String> dropped = new ArrayList<>();
        for (var found : found(connection, tables.databaseSchema()).entrySet()) {
            boolean whole = found.getValue();
            if (!whole || missing.remove(found.getKey()) == null) {
                dropped.add(found.getKey());
            }
        }
        return new SearchPlan(dropped, List.copyOf(missing.values()));
    }

    private static Map<String, Built> wanted(ReplicaTables tables, TextSearch.Of search) {
        Map<String, Built> wanted = new LinkedHashMap<>();
        for (Model model : tables.schema().models()) {
            for (Field field : model.fields()) {
                if (search.searches(model, field)) {
                    Built index = new Built(tables.table(model), field, search.language());
                    wanted.put(index.name(), index);
                }
            }
        }
        return wanted;
    }

    /// The indexes of words that there are, by name, and whether each is whole.
    private static Map<String, Boolean> found(Connection connection, String databaseSchema)
            throws SQLException {
        String text =
                "select c.relname, i.indisvalid from pg_index i join pg_class c on c.oid ="
                    + " i.indexrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname"
                    + " = ?";
        Map<String, Boolean> found = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            statement.setString(1, databaseSchema);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String name = rows.getString(1);
                    if (WordSearch.isIndexName(name)) {
                        found.put(name, rows.getBoolean(2));
                    }
                }
            }
        }
        return found;
    }

    private static void requireLanguage(Connection connection, String language)
            throws SQLException {
        List<String> known = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select cfgname from pg_ts_config"
                                        + " where pg_ts_config_is_visible(oid) order by 1")) {
            while (rows.next()) {
                known.add(rows.getString(1));
            }
        }
        if (!known.contains(language)) {
            throw new ReplicaUnusable(
                    "search.language is '%s', which this database does not know; it has %s"
                            .formatted(language, String.join(", ", known)));
        }
    }

    /// `drop index` beside reads and writes that go on. Not to be run in a transaction.
    static String drop(String databaseSchema, String name) {
        return "drop index concurrently if exists %s.%s"
                .formatted(SqlName.quoted(databaseSchema), SqlName.quoted(name));
    }
}
