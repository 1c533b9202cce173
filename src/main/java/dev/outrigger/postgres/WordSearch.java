package dev.outrigger.postgres;

import dev.outrigger.model.Field;
import dev.outrigger.predicate.Predicate;

import java.util.List;

/// Searches of a text column by its words, and the index that answers them. Both must say the same
/// of the column, else PostgreSQL reads every row.
public final class WordSearch {
    /// What an index of words is called at its beginning. A name of GraphQL has no dot, so no other
    /// index or table is called so.
    private static final String PREFIX = "_words.";

    /// PostgreSQL refuses a row whose words take more than 1 MiB, each with its places. However
    /// short the words and long their letters, those of as many characters take less.
    private static final int CHARACTERS = 50_000;

    private WordSearch() {}

    /// Matches when the words are in the column, in any of their forms that the language knows.
    static SqlFragment of(String column, Predicate.Search search) {
        return new SqlFragment(
                "%s @@ websearch_to_tsquery(%s, %s)"
                        .formatted(
                                words(column, search.language()),
                                configuration(search.language()),
                                SqlType.TEXT.parameter()),
                List.of(new SqlFragment.Parameter.One(SqlType.TEXT, search.text())));
    }

    /// The name of a field's index: another one for each language, because it holds other words.
    public static String indexName(ModelTable table, Field field, String language) {
        return SqlName.shortened(
                "%s%s.%s.%s"
                        .formatted(PREFIX, SqlName.table(table.model()), field.name(), language));
    }

    /// True for the name of an index of words.
    public static boolean isIndexName(String name) {
        return name.startsWith(PREFIX);
    }

    /// `create index` beside writes that go on. Not to be run in a transaction.
    public static String createIndex(ModelTable table, Field field, String language) {
        return "create index concurrently %s on %s using gin (%s)"
                .formatted(
                        SqlName.quoted(indexName(table, field, language)),
                        table.qualifiedName(),
                        words(SqlName.quoted(SqlName.column(field)), language));
    }

    private static String words(String column, String language) {
        return "to_tsvector(%s, left(%s, %d))"
                .formatted(configuration(language), column, CHARACTERS);
    }

    private static String configuration(String language) {
        return SqlName.literal(language) + "::regconfig";
    }
}
