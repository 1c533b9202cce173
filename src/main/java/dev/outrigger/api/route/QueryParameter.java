package dev.outrigger.api.route;

/// A query parameter of a route, which may be left out.
///
/// @param meaning for people, as a sentence without a full stop
public record QueryParameter(String name, String meaning, Content content) {
    public static final QueryParameter FILTER =
            new QueryParameter(
                    "filter", "a predicate as JSON; left out: all items", ModelContent.FILTER);
    public static final QueryParameter DELETED_FILTER =
            new QueryParameter(
                    "filter", "a predicate as JSON, or the word all; needed", Content.text());
    public static final QueryParameter SORT =
            new QueryParameter(
                    "sort",
                    "fields with :asc or :desc, separated by commas, or _relevance:desc for what"
                            + " fits the filter's search best; left out: order of insertion",
                    Content.text());
    public static final QueryParameter LIMIT =
            new QueryParameter("limit", "entries of a page; left out: 100", Content.wholeNumber(1));
    public static final QueryParameter PAGE =
            new QueryParameter("page", "number of the page; needs limit", Content.wholeNumber(0));
    public static final QueryParameter CURSOR =
            new QueryParameter("cursor", "the nextCursor of the page before", Content.text());
    public static final QueryParameter CONDITION =
            new QueryParameter(
                    "condition",
                    "a predicate as JSON that the item must match, here and at the backend",
                    ModelContent.CONDITION);
    public static final QueryParameter IF_VERSION =
            new QueryParameter(
                    "ifVersion", "the _version that the item must have", Content.wholeNumber(1));
    public static final QueryParameter CASCADE =
            new QueryParameter(
                    "cascade",
                    "what becomes of the items that belong to a deleted one: remote, local,"
                            + " restrict or none; left out: what is configured",
                    Content.text());
    public static final QueryParameter INCLUDE =
            new QueryParameter(
                    "include",
                    "relations whose items are told along, separated by commas, with dots between"
                            + " levels",
                    Content.text());
    public static final QueryParameter OBSERVED_TYPE =
            new QueryParameter(
                    "type",
                    "what is observed by server-sent events; left out: observe",
                    Content.choice("observe", "observeQuery", "events"));
    public static final QueryParameter OBSERVED_MODEL =
            new QueryParameter(
                    "model", "only items of this model; left out: all models", Content.text());
    public static final QueryParameter OBSERVED_KEY =
            new QueryParameter(
                    "key",
                    "only the item of this key, a JSON object of its fields",
                    Content.text());
    public static final QueryParameter OBSERVED_FILTER =
            new QueryParameter(
                    "filter", "only items that match this predicate, as JSON", Content.text());
    public static final QueryParameter SINCE =
            new QueryParameter(
                    "since",
                    "the seq that the client has everything up to; left out: what comes from now"
                            + " on",
                    Content.wholeNumber(0));
    public static final QueryParameter MODEL =
            new QueryParameter("model", "only those of this model", Content.text());
}
