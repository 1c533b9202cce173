package dev.outrigger.api.route;

import dev.outrigger.api.access.Scope;
import dev.outrigger.api.problem.ProblemType;

import io.vertx.core.http.HttpMethod;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// One route of the local API. The same declaration mounts it, says which parameters and media
/// types a request may have, and is printed in the document.
///
/// @param path template with [PathVariable]s in braces
/// @param id names the route in the document; `{Model}` stands for the name of each model
/// @param summary for people, imperative
/// @param scope that its callers need; null for none
/// @param problems that are its own, beside those that [CommonProblems] finds in its form
public record ApiRoute(
        HttpMethod method,
        String path,
        String id,
        String summary,
        @Nullable Scope scope,
        List<QueryParameter> parameters,
        List<RequestHeader> headers,
        @Nullable Body body,
        List<Answer> answers,
        Set<ProblemType> problems) {
    public ApiRoute {
        parameters = List.copyOf(parameters);
        headers = List.copyOf(headers);
        answers = List.copyOf(answers);
        problems = Set.copyOf(problems);
    }

    /// A route for callers who have `scope`, that takes and answers nothing yet.
    ///
    /// @param place method and path, as in `GET /v1/models`
    public static ApiRoute of(Scope scope, String place, String id, String summary) {
        ApiRoute free = free(place, id, summary);
        return new ApiRoute(
                free.method,
                free.path,
                id,
                summary,
                scope,
                free.parameters,
                free.headers,
                null,
                free.answers,
                free.problems);
    }

    /// A route for which nobody has to show anything.
    public static ApiRoute free(String place, String id, String summary) {
        String[] parts = place.split(" ", 2);
        return new ApiRoute(
                HttpMethod.valueOf(parts[0]),
                parts[1],
                id,
                summary,
                null,
                List.of(),
                List.of(),
                null,
                List.of(),
                Set.of());
    }

    public ApiRoute takes(QueryParameter... allowed) {
        return with(List.of(allowed), headers);
    }

    public ApiRoute heeds(RequestHeader... heeded) {
        return with(parameters, List.of(heeded));
    }

    private ApiRoute with(List<QueryParameter> allowed, List<RequestHeader> heeded) {
        return new ApiRoute(
                method, path, id, summary, scope, allowed, heeded, body, answers, problems);
    }

    public ApiRoute with(Body given) {
        return new ApiRoute(
                method, path, id, summary, scope, parameters, headers, given, answers, problems);
    }

    /// With one more answer.
    public ApiRoute answers(Answer answer) {
        List<Answer> more = new ArrayList<>(answers);
        more.add(answer);
        return new ApiRoute(
                method, path, id, summary, scope, parameters, headers, body, more, problems);
    }

    /// With an answer of 200.
    public ApiRoute answers(String meaning, Content content) {
        return answers(Answer.json(200, meaning, content));
    }

    /// With these problems of its own.
    public ApiRoute tells(ProblemType first, ProblemType... others) {
        Set<ProblemType> told = EnumSet.of(first, others);
        return new ApiRoute(
                method, path, id, summary, scope, parameters, headers, body, answers, told);
    }

    /// The methods that it takes. What answers `GET` answers `HEAD`, without the body; a socket, or
    /// what goes on as long as one, would have nothing to leave out.
    public List<HttpMethod> methods() {
        return method == HttpMethod.GET && !opensSockets()
                ? List.of(HttpMethod.GET, HttpMethod.HEAD)
                : List.of(method);
    }

    private boolean opensSockets() {
        return answers.stream().anyMatch(told -> told.status() == Answer.SWITCHING_PROTOCOLS);
    }

    /// The regular expression that the whole path of a request matches.
    public String expression() {
        return PathVariable.expression(path);
    }

    public boolean has(PathVariable variable) {
        return path.contains(variable.inBraces());
    }

    /// The names of the query parameters that a request may have.
    public List<String> parameterNames() {
        return parameters.stream().map(QueryParameter::name).toList();
    }

    /// Every problem that a request to it can end with.
    public Set<ProblemType> allProblems() {
        Set<ProblemType> all = CommonProblems.of(this);
        all.addAll(problems);
        return all;
    }
}
