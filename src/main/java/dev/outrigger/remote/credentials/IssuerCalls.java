package dev.outrigger.remote.credentials;

import io.vertx.core.Future;

import java.net.URI;
import java.util.Map;

/// Asks issuers of tokens over HTTP. Calls and answers come on one Vert.x context.
public interface IssuerCalls {
    /// @return never failed, and complete within a time limit
    Future<Reply> get(URI address);

    /// @return never failed, and complete within a time limit
    Future<Reply> post(URI address, Map<String, String> headers, String body);

    /// How an issuer replied.
    sealed interface Reply {
        /// @param json empty when the body is no JSON object
        record Answered(int status, Map<?, ?> json) implements Reply {
            boolean successful() {
                return status >= 200 && status < 300;
            }

            /// True when asking again in a moment may help.
            boolean passing() {
                return status >= 500 || status == 429 || status == 408;
            }

            /// No values: there are tokens among them.
            @Override
            public String toString() {
                return "Answered[" + status + "]";
            }
        }

        record Failed(String reason) implements Reply {}
    }
}
