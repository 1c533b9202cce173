package dev.outrigger.api.route;

import dev.outrigger.api.problem.ProblemType;

import java.util.EnumSet;
import java.util.Set;

/// The problems that follow from the form of a route, whatever it does.
final class CommonProblems {
    private CommonProblems() {}

    static Set<ProblemType> of(ApiRoute route) {
        Set<ProblemType> problems = everywhere();
        if (route.scope() != null) {
            problems.add(ProblemType.TOKEN_REFUSED);
            problems.add(ProblemType.SCOPE_MISSING);
            problems.add(ProblemType.MODEL_REFUSED);
            problems.add(ProblemType.ISSUER_UNAVAILABLE);
            problems.add(ProblemType.RATE_EXCEEDED);
            problems.add(ProblemType.SESSION_CHANGED);
            problems.add(ProblemType.REPLICA_BUSY);
            problems.add(ProblemType.REPLICA_UNAVAILABLE);
        }
        if (route.has(PathVariable.MODEL)) {
            problems.add(ProblemType.MODEL_UNKNOWN);
        }
        if (route.has(PathVariable.KEY)) {
            problems.add(ProblemType.KEY_INVALID);
        }
        if (!route.parameters().isEmpty()) {
            problems.add(ProblemType.PARAMETER_INVALID);
        }
        route.parameters().forEach(parameter -> problems.addAll(of(parameter)));
        if (route.body() != null) {
            problems.add(ProblemType.BODY_TOO_LARGE);
            problems.add(ProblemType.REQUEST_TIMEOUT);
            problems.add(ProblemType.MEDIA_TYPE_UNSUPPORTED);
            problems.add(ProblemType.JSON_MALFORMED);
            problems.add(ProblemType.BODY_INVALID);
        }
        return problems;
    }

    private static Set<ProblemType> everywhere() {
        return EnumSet.of(
                ProblemType.REQUEST_UNREADABLE,
                ProblemType.PARAMETER_UNKNOWN,
                ProblemType.HOST_REFUSED,
                ProblemType.ORIGIN_REFUSED,
                ProblemType.URL_TOO_LONG,
                ProblemType.HEADERS_TOO_LARGE,
                ProblemType.INTERNAL_ERROR);
    }

    private static Set<ProblemType> of(QueryParameter parameter) {
        return switch (parameter.name()) {
            case "filter", "condition" ->
                    EnumSet.of(ProblemType.JSON_MALFORMED, ProblemType.PREDICATE_INVALID);
            case "model" -> EnumSet.of(ProblemType.MODEL_UNKNOWN);
            case "cursor" -> EnumSet.of(ProblemType.CURSOR_INVALID);
            default -> EnumSet.noneOf(ProblemType.class);
        };
    }
}
