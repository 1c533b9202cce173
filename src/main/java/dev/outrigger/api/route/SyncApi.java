package dev.outrigger.api.route;

import dev.outrigger.api.access.Scope;
import dev.outrigger.api.problem.ProblemType;

/// The routes about syncing, and about who uses the sidecar.
public final class SyncApi {
    private static final String EXPRESSION = "/v1/sync/expressions/{Model}";

    public static final ApiRoute STATUS =
            ApiRoute.of(Scope.READ, "GET /v1/sync", "getSync", "Tell the state of syncing")
                    .answers("how the engine is, and what waits", Component.SYNC_DETAIL);

    public static final ApiRoute START =
            steering("start", "Open the link to the backend")
                    .answers(Answer.json(202, "the state", Component.SYNC));

    public static final ApiRoute STOP =
            steering("stop", "Close the link; data and outbox stay")
                    .answers(Answer.json(202, "the state", Component.STOPPED));

    public static final ApiRoute NOW =
            steering("now", "Pull and push at once")
                    .answers(Answer.json(202, "the state", Component.SYNC));

    public static final ApiRoute CLEAR =
            ApiRoute.of(Scope.ADMIN, "POST /v1/clear", "clear", "Empty the replica")
                    .takes(
                            new QueryParameter(
                                    "force",
                                    "true discards writes that the backend does not have",
                                    Content.choice("true", "false")))
                    .answers("what was there", Component.CLEARED)
                    .tells(ProblemType.OUTBOX_NOT_EMPTY);

    public static final ApiRoute EXPRESSIONS =
            ApiRoute.of(
                            Scope.ADMIN,
                            "GET /v1/sync/expressions",
                            "listExpressions",
                            "Tell which items of each model are kept")
                    .answers("an expression for each model", Component.EXPRESSION_LIST);

    public static final ApiRoute READ_EXPRESSION =
            ApiRoute.of(
                            Scope.ADMIN,
                            "GET " + EXPRESSION,
                            "getExpression{Model}",
                            "Tell which items of the model are kept")
                    .answers("its expression", Component.EXPRESSION);

    public static final ApiRoute CHOOSE_EXPRESSION =
            ApiRoute.of(
                            Scope.ADMIN,
                            "PUT " + EXPRESSION,
                            "chooseExpression{Model}",
                            "Choose which items of the model are kept")
                    .with(Body.json(ModelContent.EXPRESSION))
                    .answers("its expression from now on", Component.EXPRESSION)
                    .tells(ProblemType.PREDICATE_INVALID);

    public static final ApiRoute TAKE_BACK_EXPRESSION =
            ApiRoute.of(
                            Scope.ADMIN,
                            "DELETE " + EXPRESSION,
                            "takeBackExpression{Model}",
                            "Go back to what is configured")
                    .answers("its expression from now on", Component.EXPRESSION);

    public static final ApiRoute SESSION =
            ApiRoute.of(Scope.ADMIN, "GET /v1/session", "getSession", "Tell who is signed in")
                    .answers("the user, never the token", Component.SESSION);

    public static final ApiRoute SIGN_IN =
            ApiRoute.of(
                            Scope.ADMIN,
                            "PUT /v1/session",
                            "signIn",
                            "Serve a user's replica, with a token for the backend")
                    .with(Body.json(Component.SIGN_IN))
                    .answers("the user who is served from now on", Component.SESSION)
                    .tells(ProblemType.USERS_TOO_MANY, ProblemType.USER_UNUSABLE);

    public static final ApiRoute SIGN_OUT =
            ApiRoute.of(Scope.ADMIN, "DELETE /v1/session", "signOut", "Serve nobody in particular")
                    .answers("nobody", Component.SESSION)
                    .tells(ProblemType.USERS_TOO_MANY, ProblemType.USER_UNUSABLE);

    private SyncApi() {}

    private static ApiRoute steering(String word, String summary) {
        return ApiRoute.of(Scope.ADMIN, "POST /v1/sync/" + word, word + "Sync", summary);
    }
}
