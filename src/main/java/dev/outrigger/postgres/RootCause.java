package dev.outrigger.postgres;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/// The innermost reason of a failure in one line, for people who see no stack trace.
final class RootCause {
    private static final String UNSAID = "no reason given";

    private RootCause() {}

    static String of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return switch (root) {
            case ConnectException _ -> "connection refused";
            case UnknownHostException _ -> "unknown host";
            case SocketTimeoutException _ -> "connection attempt timed out";
            // Its own message goes on with the detail, which may quote a row.
            case PSQLException answer when answer.getServerErrorMessage() != null ->
                    firstLine(answer.getServerErrorMessage().getMessage());
            case Throwable other -> firstLine(other.getMessage());
        };
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? UNSAID : text.lines().findFirst().orElse(UNSAID);
    }
}
