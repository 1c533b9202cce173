package dev.outrigger.api.route;

import java.util.Locale;

/// Content that is the same for every schema.
public enum Component implements Content {
    AGGREGATION,
    AGGREGATION_GROUPS,
    BATCH,
    BATCH_RESULTS,
    CLEARED,
    CONFLICT,
    CONFLICT_DECISION,
    CONFLICT_PAGE,
    COUNT,
    DEAD_LETTER,
    DEAD_LETTER_OUTCOME,
    DEAD_LETTER_PAGE,
    DELETED,
    DOCUMENT,
    EVENT_STREAM,
    EXPRESSION,
    EXPRESSION_LIST,
    HEALTH,
    MERGE_PATCH,
    MUTATION,
    MUTATION_PAGE,
    PROBLEM,
    QUARANTINED,
    QUARANTINED_PAGE,
    SCHEMA,
    SESSION,
    SIGN_IN,
    STOPPED,
    STRANDED,
    STRANDED_PAGE,
    STREAMED_EVENT,
    SYNC,
    SYNC_DETAIL;

    /// Its name among the document's schemas. The prefix cannot begin the name of a model.
    public String title() {
        StringBuilder title = new StringBuilder("sidecar.");
        for (String word : name().split("_")) {
            title.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return title.toString();
    }
}
