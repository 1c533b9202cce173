package dev.outrigger.postgres;

import dev.outrigger.postgres.SqlFragment.Parameter;
import dev.outrigger.predicate.SearchText;
import dev.outrigger.predicate.SearchText.Part;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Writes a search as queries of PostgreSQL's text search. What was typed is always a parameter,
/// and the letters of a beginning are quoted in it, so that no sign of theirs is an operator.
final class WordQuery {
    private static final String OR = " || ";
    private static final String AND = " && ";

    private final List<Parameter> parameters = new ArrayList<>();

    private WordQuery() {}

    /// Decides whether a text is found. A word that is typed to its end is found in its other forms
    /// too, of which none may begin like it.
    ///
    /// @param language its configuration, as SQL
    static SqlFragment matching(SearchText search, String language) {
        WordQuery query = new WordQuery();
        String text =
                search.alternatives().stream()
                        .map(parts -> query.all(parts, language))
                        .collect(Collectors.joining(OR, "(", ")"));
        return new SqlFragment(text, query.parameters);
    }

    /// Whatever is looked for, in the forms of a language.
    static SqlFragment forms(SearchText search, String language) {
        WordQuery query = new WordQuery();
        return query.any(
                search,
                words -> query.words(words, language),
                letters -> query.word(letters, language));
    }

    /// Whatever is looked for, as it is typed.
    static SqlFragment typed(SearchText search) {
        WordQuery query = new WordQuery();
        return query.any(search, words -> query.words(words, WordSearch.PLAIN), query::beginning);
    }

    private SqlFragment any(
            SearchText search, UnaryOperator<String> words, UnaryOperator<String> beginning) {
        List<String> written = new ArrayList<>();
        for (List<Part> parts : search.alternatives()) {
            for (Part part : parts) {
                switch (part) {
                    case Part.Words(String text) -> written.add(words.apply(text));
                    case Part.Beginning(String letters) -> written.add(beginning.apply(letters));
                    case Part.NoBeginning _ -> {}
                }
            }
        }
        String text = written.isEmpty() ? "''::tsquery" : String.join(OR, written);
        return new SqlFragment("(" + text + ")", parameters);
    }

    private String all(List<Part> parts, String language) {
        return parts.stream()
                .map(
                        part ->
                                switch (part) {
                                    case Part.Words(String words) -> words(words, language);
                                    case Part.Beginning(String letters) ->
                                            wordOrBeginning(letters, language);
                                    case Part.NoBeginning(String letters) ->
                                            "(!! " + wordOrBeginning(letters, language) + ")";
                                })
                .collect(Collectors.joining(AND, "(", ")"));
    }

    private String wordOrBeginning(String letters, String language) {
        return "(" + beginning(letters) + OR + word(letters, language) + ")";
    }

    private String words(String text, String language) {
        return "websearch_to_tsquery(%s, %s)".formatted(language, parameter(text));
    }

    private String word(String letters, String language) {
        return "plainto_tsquery(%s, %s)".formatted(language, parameter(letters));
    }

    private String beginning(String letters) {
        String quoted = "'" + letters.replace("\\", "\\\\").replace("'", "''") + "'";
        return "to_tsquery(%s, %s)".formatted(WordSearch.PLAIN, parameter(quoted + ":*"));
    }

    private String parameter(String value) {
        parameters.add(new Parameter.One(SqlType.TEXT, value));
        return SqlType.TEXT.parameter();
    }
}
