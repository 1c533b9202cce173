package dev.outrigger.api.route;

import dev.outrigger.api.access.Scope;
import dev.outrigger.api.problem.ProblemType;

/// The routes of the sidecar itself.
public final class SystemApi {
    public static final ApiRoute LIVE =
            ApiRoute.free("GET /health/live", "getLive", "Say that the process runs")
                    .answers("it does", Component.HEALTH);

    public static final ApiRoute READY =
            ApiRoute.free("GET /health/ready", "getReady", "Say that requests are served")
                    .answers("they are", Component.HEALTH)
                    .tells(ProblemType.REPLICA_UNAVAILABLE, ProblemType.SESSION_CHANGED);

    public static final ApiRoute OBSERVE =
            ApiRoute.of(
                            Scope.READ,
                            "GET /v1/observe",
                            "observe",
                            "Be told changes, live queries and engine events, over a WebSocket or"
                                    + " as server-sent events")
                    .takes(
                            QueryParameter.OBSERVED_TYPE,
                            QueryParameter.OBSERVED_MODEL,
                            QueryParameter.OBSERVED_KEY,
                            QueryParameter.OBSERVED_FILTER,
                            QueryParameter.SINCE,
                            QueryParameter.SORT,
                            QueryParameter.LIMIT)
                    .heeds(RequestHeader.LAST_EVENT_ID)
                    .answers(
                            Answer.empty(
                                    Answer.SWITCHING_PROTOCOLS,
                                    "the socket is open; frames say what is wanted"))
                    .answers(
                            Answer.text(
                                    200,
                                    "the events, for as long as the client stays",
                                    "text/event-stream",
                                    Component.EVENT_STREAM))
                    .tells(
                            ProblemType.UPGRADE_REQUIRED,
                            ProblemType.KEY_INVALID,
                            ProblemType.HEADER_INVALID,
                            ProblemType.SINCE_AHEAD,
                            ProblemType.SINCE_TOO_OLD);

    public static final ApiRoute DOCUMENT =
            ApiRoute.of(Scope.READ, "GET /openapi.json", "getDocument", "Tell this document")
                    .answers("OpenAPI 3.1", Component.DOCUMENT);

    public static final ApiRoute PAGE =
            file("GET /docs", "getPage", "Show this document to people", "text/html");

    public static final ApiRoute PAGE_STYLE =
            file("GET /docs/page.css", "getPageStyle", "How the page looks", "text/css");

    public static final ApiRoute PAGE_SCRIPT =
            file("GET /docs/page.js", "getPageScript", "What the page does", "text/javascript");

    public static final ApiRoute PAGE_DESCRIPTION =
            file(
                    "GET /docs/describe.js",
                    "getPageDescription",
                    "What the page says",
                    "text/javascript");

    private SystemApi() {}

    /// A file of the page; it tells nothing about a replica.
    private static ApiRoute file(String place, String id, String summary, String mediaType) {
        return ApiRoute.free(place, id, summary)
                .answers(Answer.text(200, "the file", mediaType, Content.text()));
    }
}
