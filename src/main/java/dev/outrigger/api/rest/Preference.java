package dev.outrigger.api.rest;

import dev.outrigger.api.route.AnswerHeader;
import dev.outrigger.api.route.RequestHeader;

import io.vertx.core.http.HttpServerRequest;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long a request would rather wait than be answered at once: `Prefer: wait=SECONDS`.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc7240#section-4.3">RFC 7240, section 4.3</a>
record Preference(Duration patience) {
    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?:$|[,;])");

    /// What the answer says of a preference that was met.
    static final String APPLIED = AnswerHeader.PREFERENCE_APPLIED.header();

    /// Preferences that mean nothing here are ignored, as the RFC says.
    ///
    /// @param longest that anybody waits
    static Preference of(HttpServerRequest request, Duration longest) {
        Matcher wait =
                WAIT.matcher(
                        String.join(",", request.headers().getAll(RequestHeader.PREFER.header())));
        if (!wait.find()) {
            return new Preference(Duration.ZERO);
        }
        Duration wanted = Duration.ofSeconds(Long.parseLong(wait.group(1)));
        return new Preference(wanted.compareTo(longest) < 0 ? wanted : longest);
    }

    boolean waits() {
        return patience.isPositive();
    }

    String applied() {
        return "wait=" + patience.toSeconds();
    }
}
