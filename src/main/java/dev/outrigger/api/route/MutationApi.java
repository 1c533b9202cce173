package dev.outrigger.api.route;

import dev.outrigger.api.access.Scope;
import dev.outrigger.api.problem.ProblemType;

/// The routes of what waits for the backend, and of what went wrong with it.
public final class MutationApi {
    private static final String LETTER = "/v1/dead-letters/{id}";
    private static final String CONFLICT = "/v1/conflicts/{conflictId}";
    private static final String STRANDED = "/v1/stranded/{id}";
    private static final String QUARANTINED = "/v1/quarantine/{id}";

    public static final ApiRoute OUTBOX =
            list(
                            Scope.READ,
                            "/v1/outbox",
                            "listOutbox",
                            "List what waits for the backend, oldest first")
                    .answers("a page of mutations", Component.MUTATION_PAGE);

    public static final ApiRoute WAITING =
            ApiRoute.of(Scope.READ, "GET /v1/outbox/{id}", "getMutation", "Read one of them")
                    .answers("the mutation", Component.MUTATION)
                    .tells(ProblemType.MUTATION_UNKNOWN);

    public static final ApiRoute DEAD_LETTERS =
            list(
                            Scope.ADMIN,
                            "/v1/dead-letters",
                            "listDeadLetters",
                            "List what the backend refused for good")
                    .answers("a page of dead letters", Component.DEAD_LETTER_PAGE);

    public static final ApiRoute DEAD_LETTER =
            ApiRoute.of(Scope.ADMIN, "GET " + LETTER, "getDeadLetter", "Read one of them")
                    .answers("the dead letter", Component.DEAD_LETTER)
                    .tells(ProblemType.DEAD_LETTER_UNKNOWN);

    public static final ApiRoute RETRY =
            ApiRoute.of(
                            Scope.ADMIN,
                            "POST " + LETTER + "/retry",
                            "retryDeadLetter",
                            "Send it once more, with or without a change")
                    .with(Body.patch(Body.Presence.OPTIONAL, Component.MERGE_PATCH))
                    .answers("the item from then on", Component.DEAD_LETTER_OUTCOME)
                    .tells(
                            ProblemType.DEAD_LETTER_UNKNOWN,
                            ProblemType.ITEM_INVALID,
                            ProblemType.PARENT_UNKNOWN,
                            ProblemType.ITEM_UNKNOWN,
                            ProblemType.ITEM_EXISTS,
                            ProblemType.CONDITION_FALSE,
                            ProblemType.PARENT_UNKNOWN,
                            ProblemType.DELETE_PENDING,
                            ProblemType.KEY_DELETED,
                            ProblemType.MODEL_READ_ONLY,
                            ProblemType.OUTBOX_FULL);

    public static final ApiRoute GIVE_UP =
            ApiRoute.of(Scope.ADMIN, "DELETE " + LETTER, "discardDeadLetter", "Give it up")
                    .answers("the item from then on", Component.DEAD_LETTER_OUTCOME)
                    .tells(ProblemType.DEAD_LETTER_UNKNOWN);

    public static final ApiRoute CONFLICTS =
            ApiRoute.of(
                            Scope.ADMIN,
                            "GET /v1/conflicts",
                            "listConflicts",
                            "List the conflicts that mutations met, newest first")
                    .takes(
                            QueryParameter.MODEL,
                            new QueryParameter(
                                    "state",
                                    "only those that are open, or settled",
                                    Content.choice("open", "settled")),
                            QueryParameter.CURSOR,
                            QueryParameter.LIMIT)
                    .answers("a page of conflicts", Component.CONFLICT_PAGE);

    public static final ApiRoute NOTED_CONFLICT =
            ApiRoute.of(Scope.ADMIN, "GET " + CONFLICT, "getConflict", "Read one of them")
                    .answers("the conflict", Component.CONFLICT)
                    .tells(ProblemType.CONFLICT_UNKNOWN);

    public static final ApiRoute RESOLVE =
            ApiRoute.of(
                            Scope.ADMIN,
                            "POST " + CONFLICT + "/resolve",
                            "resolveConflict",
                            "Decide about one that waits for it")
                    .with(Body.json(Component.CONFLICT_DECISION))
                    .answers("the conflict as it is then", Component.CONFLICT)
                    .tells(
                            ProblemType.CONFLICT_UNKNOWN,
                            ProblemType.CONFLICT_SETTLED,
                            ProblemType.ITEM_INVALID,
                            ProblemType.PARENT_UNKNOWN,
                            ProblemType.KEY_INVALID);

    public static final ApiRoute STRANDED_LIST =
            list(
                            Scope.ADMIN,
                            "/v1/stranded",
                            "listStranded",
                            "List what a new schema cannot say any more")
                    .answers("a page of stranded mutations", Component.STRANDED_PAGE);

    public static final ApiRoute STRANDED_ONE =
            ApiRoute.of(Scope.ADMIN, "GET " + STRANDED, "getStranded", "Read one of them")
                    .answers("the stranded mutation", Component.STRANDED)
                    .tells(ProblemType.STRANDED_UNKNOWN);

    public static final ApiRoute FORGET_STRANDED =
            ApiRoute.of(Scope.ADMIN, "DELETE " + STRANDED, "discardStranded", "Forget it")
                    .answers("what was forgotten", Component.STRANDED)
                    .tells(ProblemType.STRANDED_UNKNOWN);

    public static final ApiRoute QUARANTINE =
            list(Scope.ADMIN, "/v1/quarantine", "listQuarantine", "List what could not be taken in")
                    .answers("a page of the backend's items", Component.QUARANTINED_PAGE);

    public static final ApiRoute QUARANTINED_ONE =
            ApiRoute.of(Scope.ADMIN, "GET " + QUARANTINED, "getQuarantined", "Read one of them")
                    .answers("the item as it came", Component.QUARANTINED)
                    .tells(ProblemType.QUARANTINED_UNKNOWN);

    public static final ApiRoute FORGET_QUARANTINED =
            ApiRoute.of(Scope.ADMIN, "DELETE " + QUARANTINED, "discardQuarantined", "Forget it")
                    .answers("what was forgotten", Component.QUARANTINED)
                    .tells(ProblemType.QUARANTINED_UNKNOWN);

    private MutationApi() {}

    private static ApiRoute list(Scope scope, String path, String id, String summary) {
        return ApiRoute.of(scope, "GET " + path, id, summary)
                .takes(QueryParameter.MODEL, QueryParameter.CURSOR, QueryParameter.LIMIT);
    }
}
