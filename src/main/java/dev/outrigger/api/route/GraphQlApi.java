package dev.outrigger.api.route;

import dev.outrigger.api.problem.ProblemType;
import dev.outrigger.graphql.transport.RequestForm;
import dev.outrigger.json.Members;

import java.util.List;
import java.util.Map;

/// The routes of GraphQL. Their fields ask for the scope that each of them needs.
public final class GraphQlApi {
    private static final String PATH = "/graphql";
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> OBJECT = Map.of("type", "object");
    private static final Map<String, Object> TEXT_OR_NULL =
            Map.of("type", List.of("string", "null"));
    private static final Map<String, Object> OBJECT_OR_NULL =
            Map.of("type", List.of("object", "null"));

    private static final Content REQUEST =
            new Content.Inline(
                    Members.of("type", "object")
                            .and(
                                    "properties",
                                    Members.of(RequestForm.QUERY, TEXT)
                                            .and(RequestForm.OPERATION, TEXT_OR_NULL)
                                            .and(RequestForm.VARIABLES, OBJECT_OR_NULL)
                                            .and(RequestForm.EXTENSIONS, OBJECT_OR_NULL)
                                            .json())
                            .and("required", List.of(RequestForm.QUERY))
                            .json());

    private static final Content RESULT =
            new Content.Inline(
                    Members.of("type", "object")
                            .and(
                                    "properties",
                                    Members.of("data", OBJECT_OR_NULL)
                                            .and(
                                                    "errors",
                                                    Members.of("type", "array")
                                                            .and("items", OBJECT)
                                                            .json())
                                            .json())
                            .json());

    private static final Answer UNPARSABLE =
            Answer.json(400, "the document cannot be read, as its errors say", RESULT);

    private static final Answer UNAVAILABLE =
            Answer.json(503, "the replica's database does not answer, as its errors say", RESULT);

    public static final ApiRoute EXECUTE =
            ApiRoute.free("POST " + PATH, "executeGraphQl", "Execute a GraphQL document")
                    .with(Body.json(REQUEST))
                    .answers("it was executed; what went wrong is in its errors", RESULT)
                    .answers(UNPARSABLE)
                    .answers(UNAVAILABLE)
                    .tells(
                            ProblemType.TOKEN_REFUSED,
                            ProblemType.ISSUER_UNAVAILABLE,
                            ProblemType.SESSION_CHANGED);

    public static final ApiRoute QUERY =
            ApiRoute.free(
                            "GET " + PATH,
                            "queryGraphQl",
                            "Execute a GraphQL query, or open a WebSocket for subscriptions")
                    .takes(
                            new QueryParameter(RequestForm.QUERY, "the document", Content.text()),
                            new QueryParameter(
                                    RequestForm.OPERATION,
                                    "which of its operations, where it has several",
                                    Content.text()),
                            new QueryParameter(
                                    RequestForm.VARIABLES, "a JSON object", Content.text()))
                    .answers("it was executed; what went wrong is in its errors", RESULT)
                    .answers(UNPARSABLE)
                    .answers(UNAVAILABLE)
                    .answers(Answer.empty(Answer.SWITCHING_PROTOCOLS, "the socket is open"))
                    .tells(
                            ProblemType.TOKEN_REFUSED,
                            ProblemType.ISSUER_UNAVAILABLE,
                            ProblemType.SESSION_CHANGED,
                            ProblemType.BODY_INVALID,
                            ProblemType.JSON_MALFORMED,
                            ProblemType.METHOD_NOT_ALLOWED);

    private GraphQlApi() {}
}
