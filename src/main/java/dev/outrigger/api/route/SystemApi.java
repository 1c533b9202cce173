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
                            "Open a WebSocket for changes, live queries and engine events")
                    .answers(Answer.empty(101, "the socket is open"))
                    .tells(ProblemType.UPGRADE_REQUIRED);

    private SystemApi() {}
}
