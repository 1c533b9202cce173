package dev.outrigger.remote;

import org.jspecify.annotations.Nullable;

/// What came of one HTTP request.
sealed interface HttpAnswer {
    /// There was no connection, so the backend has not seen the request.
    record NotSent(String reason) implements HttpAnswer {}

    /// There was nothing to show to the backend, so it has not seen the request.
    record NothingToShow(String reason) implements HttpAnswer {}

    /// The request went out, or part of it, and no whole answer came back.
    record Lost(String reason) implements HttpAnswer {}

    /// A whole answer, though not necessarily the backend's own: a proxy may have given it.
    ///
    /// @param retryAfter the header of that name, or null
    /// @param date the header of that name, or null: the answerer's clock
    record Received(int status, @Nullable String retryAfter, @Nullable String date, byte[] body)
            implements HttpAnswer {
        boolean successful() {
            return status >= 200 && status < 300;
        }

        /// No body: it holds field values.
        @Override
        public String toString() {
            return "Received[" + status + ", " + body.length + " bytes]";
        }
    }
}
