package dev.outrigger.api.openapi;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/// Serves one file of the page that shows the document. The page tells nothing about a replica:
/// what it shows, it asks for like any other client, with the token that its reader types.
public final class PageEndpoint implements Handler<RoutingContext> {
    /// Nothing but the page's own files runs, and nothing is asked of another origin.
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String file;
    private final String mediaType;

    /// @param file name beside this class
    public PageEndpoint(String file, String mediaType) {
        this.file = file;
        this.mediaType = mediaType;
    }

    @Override
    public void handle(RoutingContext context) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, mediaType + "; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .end(Buffer.buffer(bytes()));
    }

    private byte[] bytes() {
        try (InputStream resource = PageEndpoint.class.getResourceAsStream(file)) {
            return Objects.requireNonNull(resource, file).readAllBytes();
        } catch (IOException damaged) {
            throw new UncheckedIOException("the jar is damaged", damaged);
        }
    }
}
