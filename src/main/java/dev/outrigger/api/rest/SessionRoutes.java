package dev.outrigger.api.rest;

import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.ReplicaProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.wire.BodyMembers;
import dev.outrigger.replica.User;
import dev.outrigger.runtime.Sessions;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Answers requests about who uses the sidecar. No answer and no problem repeats a token.
final class SessionRoutes {
    private static final String TOKEN = "token";
    private static final String IDENTITY = "identity";

    private final Sessions sessions;

    SessionRoutes(Sessions sessions) {
        this.sessions = sessions;
    }

    Future<Reply> get(RoutingContext context) {
        return OnEventLoop.when(sessions.status()).map(status -> Reply.ok(json(status)));
    }

    Future<Reply> put(RoutingContext context) {
        Sessions.SignIn signIn = signIn(Bodies.object(context));
        return OnEventLoop.when(sessions.signIn(signIn)).map(SessionRoutes::reply);
    }

    Future<Reply> delete(RoutingContext context) {
        return OnEventLoop.when(sessions.signOut()).map(SessionRoutes::reply);
    }

    private static Sessions.SignIn signIn(Map<String, @Nullable Object> body) {
        for (String name : body.keySet()) {
            if (!BodyMembers.SIGN_IN.contains(name)) {
                throw invalid(
                        name,
                        "is unknown here; allowed: " + String.join(", ", BodyMembers.SIGN_IN));
            }
        }
        String token = text(body, TOKEN);
        String identity = text(body, IDENTITY);
        if (token == null && identity == null) {
            throw invalid("", "a token, an identity or both are needed");
        }
        if (identity != null && identity.length() > User.LONGEST_IDENTITY) {
            throw invalid(IDENTITY, "has at most " + User.LONGEST_IDENTITY + " characters");
        }
        return new Sessions.SignIn(token, identity == null ? null : new User(identity));
    }

    private static @Nullable String text(Map<String, @Nullable Object> body, String name) {
        return switch (body.get(name)) {
            case null -> null;
            case String text when !text.isBlank() -> text;
            default -> throw invalid(name, "must be a text that is not empty");
        };
    }

    private static RequestRefused invalid(String name, String reason) {
        String path = name.isEmpty() ? "" : "/" + name;
        return RequestRefused.because(new InputProblem.BodyInvalid(path, reason));
    }

    private static Reply reply(Sessions.Outcome outcome) {
        return switch (outcome) {
            case Sessions.Outcome.Serving(Sessions.Status status) -> Reply.ok(json(status));
            case Sessions.Outcome.NobodyNamed _ ->
                    throw invalid(
                            TOKEN,
                            "does not say who its holder is, having no claim sub; give an identity"
                                    + " beside it");
            case Sessions.Outcome.TooManyUsers(int limit) ->
                    throw RequestRefused.because(new ReplicaProblem.TooManyUsers(limit));
            case Sessions.Outcome.Unusable(String reason) ->
                    throw RequestRefused.because(new ReplicaProblem.UserUnusable(reason));
        };
    }

    private static Map<String, @Nullable Object> json(Sessions.Status status) {
        User user = status.user();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(IDENTITY, user == null ? null : user.identity());
        json.put("credentials", status.credentials().name().toLowerCase(Locale.ROOT));
        json.put("unsentOfOthers", status.unsentOfOthers());
        return json;
    }
}
