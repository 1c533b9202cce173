package dev.outrigger.backend.graphql;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.handler.CorsHandler;

import java.util.Set;

/// Lets web apps of any origin call, as AppSync does: their browser would keep the answer from them
/// otherwise. That is safe because a caller is known by a header that the app itself sets; there is
/// no cookie that a foreign page could make use of.
final class CrossOrigin {
    /// What Amplify's clients send, in each of their ways to authenticate.
    private static final Set<String> HEADERS =
            Set.of(
                    "authorization",
                    "content-type",
                    "x-amz-date",
                    "x-amz-security-token",
                    "x-amz-user-agent",
                    "x-api-key");

    /// For so long a browser need not ask again.
    private static final int PREFLIGHT_SECONDS = 86_400;

    private CrossOrigin() {}

    static CorsHandler handler() {
        return CorsHandler.create()
                .allowedMethods(Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.OPTIONS))
                .allowedHeaders(HEADERS)
                // Headers that an app sets by itself; the wildcard does not cover authorization.
                .allowedHeader("*")
                .exposedHeaders(Set.of(RequestId.HEADER, HttpErrors.ERROR_TYPE_HEADER))
                .maxAgeSeconds(PREFLIGHT_SECONDS);
    }
}
