package dev.outrigger.postgres;

import dev.outrigger.model.Field;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.SearchText;

import java.util.ArrayList;
import java.util.List;

/// Searches of a text column by its words, and the index that answers them. Both must say the same
/// of the column, else PostgreSQL reads every row.
public final class WordSearch {
    /// What an index of words is called at its beginning. A name of GraphQL has no dot, so no other
    /// index or table is called so.
    private static final String PREFIX = "_words.";

    /// Of `ts_rank`: divides by the logarithm of the number of words.
    private static final int BY_LENGTH = 1;

    /// PostgreSQL refuses a row whose words take more than 1 MiB, each with its places. However
    /// short the words and long their letters, those of as many characters take less.
    private static final int CHARACTERS = 50_000;

    /// The configuration that knows no language, whose words are those of the text.
    static final String PLAIN = configuration("simple");

    /// Stands between the words as the language has them and as the text has them: the last of the
    /// one must not be the neighbour of the first of the other. No text has this word.
    private static final String GAP = "''' '':100'::tsvector";

    private WordSearch() {}

    /// Matches when the words are in the column, in any of their forms that the language knows.
    static SqlFragment of(String column, Predicate.Search search) {
        SqlFragment query =
                WordQuery.matching(
                        SearchText.read(search.text()), configuration(search.language()));
        return new SqlFragment(
                words(column, search.language()) + " @@ " + query.text(), query.parameters());
    }

    /// How well a row fits searches, as a double: more places weigh more, in a short text more than
    /// in a long one. It depends on nothing but the row.
    ///
    /// @param alias of the table whose columns are searched
    public static SqlFragment relevance(String alias, List<Predicate.Search> searches) {
        List<SqlFragment.Parameter> parameters = new ArrayList<>();
        List<String> terms = new ArrayList<>();
        for (Predicate.Search search : searches) {
            String column = alias + "." + SqlName.quoted(SqlName.column(search.field()));
            for (SqlFragment rank : ranks(column, search)) {
                terms.add(rank.text());
                parameters.addAll(rank.parameters());
            }
        }
        return new SqlFragment("(" + String.join(" + ", terms) + ")::double precision", parameters);
    }

    /// By the words as they are typed, and in the forms that the language knows.
    private static List<SqlFragment> ranks(String column, Predicate.Search search) {
        SearchText text = SearchText.read(search.text());
        String language = configuration(search.language());
        SqlFragment typed = rank(vector(column, PLAIN), WordQuery.typed(text));
        return isPlain(search.language())
                ? List.of(typed)
                : List.of(typed, rank(vector(column, language), WordQuery.forms(text, language)));
    }

    private static SqlFragment rank(String words, SqlFragment query) {
        return new SqlFragment(
                "coalesce(ts_rank(%s, %s, %d), 0)".formatted(words, query.text(), BY_LENGTH),
                query.parameters());
    }

    /// The name of a field's index: another one for each language, because it holds other words.
    public static String indexName(ModelTable table, Field field, String language) {
        return SqlName.shortened(
                "%s%s.%s.%s"
                        .formatted(
                                PREFIX,
                                SqlName.table(table.model()),
                                field.name(),
                                isPlain(language) ? language : language + "+simple"));
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

    /// The words as the language has them; and as the text has them, which beginnings are compared
    /// with: a language cuts off so much that what somebody is typing may be longer already.
    private static String words(String column, String language) {
        String known = vector(column, configuration(language));
        return isPlain(language)
                ? known
                : "(%s || %s || %s)".formatted(known, GAP, vector(column, PLAIN));
    }

    private static String vector(String column, String configuration) {
        return "to_tsvector(%s, left(%s, %d))".formatted(configuration, column, CHARACTERS);
    }

    private static boolean isPlain(String language) {
        return configuration(language).equals(PLAIN);
    }

    private static String configuration(String language) {
        return SqlName.literal(language) + "::regconfig";
    }
}
