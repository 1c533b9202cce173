package dev.outrigger.api.route;

import dev.outrigger.api.access.Scope;
import dev.outrigger.api.problem.ProblemType;

/// The routes of items.
public final class ItemApi {
    private static final String MODEL = "/v1/models/{Model}";
    private static final String ITEM = MODEL + "/{key}";
    private static final AnswerHeader TAG = AnswerHeader.ENTITY_TAG;

    private static final Answer PAGE =
            fresh(Answer.json(200, "a page of items", ModelContent.PAGE));

    public static final ApiRoute SCHEMA =
            ApiRoute.of(Scope.READ, "GET /v1/models", "getSchema", "Tell the schema")
                    .answers("the models with their fields, keys and relations", Component.SCHEMA);

    public static final ApiRoute CREATE =
            ApiRoute.of(Scope.WRITE, "POST " + MODEL, "create{Model}", "Create an item")
                    .heeds(RequestHeader.PREFER)
                    .with(Body.json(ModelContent.NEW_ITEM))
                    .answers(
                            written(
                                    Answer.json(201, "the new item", ModelContent.ITEM)
                                            .always(AnswerHeader.LOCATION, TAG)))
                    .tells(
                            ProblemType.ITEM_INVALID,
                            ProblemType.PARENT_UNKNOWN,
                            ProblemType.ITEM_EXISTS,
                            ProblemType.ITEM_UNKNOWN,
                            ProblemType.PARENT_UNKNOWN,
                            ProblemType.DELETE_PENDING,
                            ProblemType.KEY_DELETED,
                            ProblemType.MODEL_READ_ONLY,
                            ProblemType.OUTBOX_FULL);

    public static final ApiRoute SAVE =
            ApiRoute.of(Scope.WRITE, "PUT " + ITEM, "save{Model}", "Save a whole item, new or not")
                    .heeds(
                            RequestHeader.IF_MATCH,
                            RequestHeader.IF_NONE_MATCH,
                            RequestHeader.PREFER)
                    .takes(QueryParameter.CONDITION, QueryParameter.IF_VERSION)
                    .with(Body.json(ModelContent.WHOLE_ITEM))
                    .answers(
                            written(
                                    Answer.json(200, "the item, which was there", ModelContent.ITEM)
                                            .always(TAG)))
                    .answers(
                            written(
                                    Answer.json(201, "the item, which is new", ModelContent.ITEM)
                                            .always(AnswerHeader.LOCATION, TAG)))
                    .tells(
                            ProblemType.HEADER_INVALID,
                            ProblemType.ITEM_INVALID,
                            ProblemType.PARENT_UNKNOWN,
                            ProblemType.ITEM_UNKNOWN,
                            ProblemType.CONDITION_FALSE,
                            ProblemType.VERSION_DIFFERS,
                            ProblemType.ITEM_PRESENT,
                            ProblemType.PARENT_UNKNOWN,
                            ProblemType.DELETE_PENDING,
                            ProblemType.KEY_DELETED,
                            ProblemType.MODEL_READ_ONLY,
                            ProblemType.OUTBOX_FULL);

    public static final ApiRoute PATCH =
            ApiRoute.of(
                            Scope.WRITE,
                            "PATCH " + ITEM,
                            "patch{Model}",
                            "Change some fields of an item")
                    .heeds(
                            RequestHeader.IF_MATCH,
                            RequestHeader.IF_NONE_MATCH,
                            RequestHeader.PREFER)
                    .takes(QueryParameter.CONDITION, QueryParameter.IF_VERSION)
                    .with(Body.patch(Body.Presence.NEEDED, ModelContent.PATCH))
                    .answers(
                            written(
                                    Answer.json(200, "the changed item", ModelContent.ITEM)
                                            .always(TAG)))
                    .tells(
                            ProblemType.HEADER_INVALID,
                            ProblemType.ITEM_INVALID,
                            ProblemType.PARENT_UNKNOWN,
                            ProblemType.ITEM_UNKNOWN,
                            ProblemType.CONDITION_FALSE,
                            ProblemType.VERSION_DIFFERS,
                            ProblemType.ITEM_PRESENT,
                            ProblemType.PARENT_UNKNOWN,
                            ProblemType.MODEL_READ_ONLY,
                            ProblemType.OUTBOX_FULL);

    public static final ApiRoute DELETE =
            ApiRoute.of(
                            Scope.WRITE,
                            "DELETE " + ITEM,
                            "delete{Model}",
                            "Delete an item, and those that belong to it")
                    .heeds(
                            RequestHeader.IF_MATCH,
                            RequestHeader.IF_NONE_MATCH,
                            RequestHeader.PREFER)
                    .takes(
                            QueryParameter.CONDITION,
                            QueryParameter.IF_VERSION,
                            QueryParameter.CASCADE)
                    .answers(
                            written(
                                    Answer.json(200, "the item as it was", ModelContent.ITEM)
                                            .always(TAG)))
                    .answers(Answer.empty(204, "there was none"))
                    .tells(
                            ProblemType.HEADER_INVALID,
                            ProblemType.CHILDREN_EXIST,
                            ProblemType.CONDITION_FALSE,
                            ProblemType.VERSION_DIFFERS,
                            ProblemType.ITEM_PRESENT,
                            ProblemType.MODEL_READ_ONLY,
                            ProblemType.OUTBOX_FULL);

    public static final ApiRoute UNDELETE =
            ApiRoute.of(
                            Scope.WRITE,
                            "POST " + ITEM + "/undelete",
                            "undelete{Model}",
                            "Bring a deleted item back")
                    .heeds(RequestHeader.PREFER)
                    .with(Body.patch(Body.Presence.OPTIONAL, ModelContent.PATCH))
                    .answers(written(Answer.json(200, "the item", ModelContent.ITEM).always(TAG)))
                    .tells(
                            ProblemType.ITEM_INVALID,
                            ProblemType.ITEM_UNKNOWN,
                            ProblemType.NOT_DELETED,
                            ProblemType.PARENT_UNKNOWN,
                            ProblemType.MODEL_READ_ONLY,
                            ProblemType.OUTBOX_FULL);

    public static final ApiRoute DELETE_MATCHING =
            ApiRoute.of(
                            Scope.WRITE,
                            "DELETE " + MODEL,
                            "deleteMatching{Model}",
                            "Delete all items that match")
                    .takes(QueryParameter.DELETED_FILTER, QueryParameter.CASCADE)
                    .answers("how many were deleted", Component.DELETED)
                    .tells(
                            ProblemType.CHILDREN_EXIST,
                            ProblemType.MODEL_READ_ONLY,
                            ProblemType.OUTBOX_FULL);

    public static final ApiRoute QUERY =
            ApiRoute.of(Scope.READ, "GET " + MODEL, "list{Model}", "Query items")
                    .heeds(RequestHeader.AFTER, RequestHeader.PREFER)
                    .takes(
                            QueryParameter.FILTER,
                            QueryParameter.SORT,
                            QueryParameter.LIMIT,
                            QueryParameter.PAGE,
                            QueryParameter.CURSOR,
                            QueryParameter.INCLUDE)
                    .answers(PAGE)
                    .tells(
                            ProblemType.INCLUDE_TOO_LARGE,
                            ProblemType.HEADER_INVALID,
                            ProblemType.WRITE_UNSEEN);

    public static final ApiRoute POSTED_QUERY =
            ApiRoute.of(
                            Scope.READ,
                            "POST " + MODEL + "/query",
                            "query{Model}",
                            "Query items, worded in the body")
                    .heeds(RequestHeader.AFTER, RequestHeader.PREFER)
                    .with(Body.json(ModelContent.QUERY))
                    .answers(PAGE)
                    .tells(
                            ProblemType.HEADER_INVALID,
                            ProblemType.WRITE_UNSEEN,
                            ProblemType.PREDICATE_INVALID,
                            ProblemType.PARAMETER_INVALID,
                            ProblemType.CURSOR_INVALID,
                            ProblemType.INCLUDE_TOO_LARGE);

    public static final ApiRoute COUNT =
            ApiRoute.of(
                            Scope.READ,
                            "GET " + MODEL + "/count",
                            "count{Model}",
                            "Count the items that match")
                    .heeds(RequestHeader.AFTER, RequestHeader.PREFER)
                    .takes(QueryParameter.FILTER)
                    .answers(fresh(Answer.json(200, "how many match", Component.COUNT)))
                    .tells(ProblemType.HEADER_INVALID, ProblemType.WRITE_UNSEEN);

    public static final ApiRoute AGGREGATE =
            ApiRoute.of(
                            Scope.READ,
                            "POST " + MODEL + "/aggregate",
                            "aggregate{Model}",
                            "Tell what items that match come to, group by group")
                    .heeds(RequestHeader.AFTER, RequestHeader.PREFER)
                    .with(Body.json(Component.AGGREGATION))
                    .answers(fresh(Answer.json(200, "the groups", Component.AGGREGATION_GROUPS)))
                    .tells(
                            ProblemType.PREDICATE_INVALID,
                            ProblemType.PARAMETER_INVALID,
                            ProblemType.AGGREGATE_OUT_OF_RANGE,
                            ProblemType.HEADER_INVALID,
                            ProblemType.WRITE_UNSEEN);

    public static final ApiRoute READ =
            ApiRoute.of(Scope.READ, "GET " + ITEM, "get{Model}", "Read one item")
                    .heeds(
                            RequestHeader.IF_MATCH,
                            RequestHeader.IF_NONE_MATCH,
                            RequestHeader.AFTER,
                            RequestHeader.PREFER)
                    .takes(QueryParameter.INCLUDE)
                    .answers(
                            Answer.json(200, "the item", ModelContent.ITEM)
                                    .always(TAG, AnswerHeader.PENDING, AnswerHeader.SEQ)
                                    .sometimes(
                                            AnswerHeader.SYNCED_AT,
                                            AnswerHeader.TOKEN,
                                            AnswerHeader.PREFERENCE_APPLIED))
                    .answers(
                            fresh(Answer.empty(Answer.NOT_MODIFIED, "the client has it as it is"))
                                    .always(TAG, AnswerHeader.PENDING, AnswerHeader.SEQ))
                    .tells(
                            ProblemType.ITEM_UNKNOWN,
                            ProblemType.VERSION_DIFFERS,
                            ProblemType.INCLUDE_TOO_LARGE,
                            ProblemType.HEADER_INVALID,
                            ProblemType.WRITE_UNSEEN);

    public static final ApiRoute BATCH =
            ApiRoute.of(Scope.WRITE, "POST /v1/batch", "batch", "Carry out many edits, all or none")
                    .with(Body.json(Component.BATCH))
                    .answers("what became of each, in order", Component.BATCH_RESULTS)
                    .tells(
                            ProblemType.MODEL_UNKNOWN,
                            ProblemType.KEY_INVALID,
                            ProblemType.PREDICATE_INVALID,
                            ProblemType.ITEM_INVALID,
                            ProblemType.PARENT_UNKNOWN,
                            ProblemType.ITEM_EXISTS,
                            ProblemType.ITEM_UNKNOWN,
                            ProblemType.CONDITION_FALSE,
                            ProblemType.VERSION_DIFFERS,
                            ProblemType.PARENT_UNKNOWN,
                            ProblemType.CHILDREN_EXIST,
                            ProblemType.PARAMETER_INVALID,
                            ProblemType.DELETE_PENDING,
                            ProblemType.KEY_DELETED,
                            ProblemType.MODEL_READ_ONLY,
                            ProblemType.OUTBOX_FULL);

    private ItemApi() {}

    /// Says how fresh it is.
    private static Answer fresh(Answer answer) {
        return answer.always(AnswerHeader.PENDING, AnswerHeader.SEQ)
                .sometimes(AnswerHeader.SYNCED_AT, AnswerHeader.PREFERENCE_APPLIED);
    }

    /// Names the write, once the backend has it.
    private static Answer written(Answer answer) {
        return answer.sometimes(AnswerHeader.TOKEN, AnswerHeader.PREFERENCE_APPLIED);
    }
}
