package dev.outrigger.postgres;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Objects;
import org.postgresql.util.PSQLException;

/// The server did not answer, or answered that this user may not use this database.
public final class DatabaseUnreachable extends DatabaseFailure {
    private static final long serialVersionUID = 1L;

    DatabaseUnreachable(DatabaseUrl.External url, SQLException cause) {
        super(
                "PostgreSQL at " + url.authority() + ", database " + url.database()
                        + ", cannot be reached: " + reason(cause),
                cause);
    }

    private static String reason(SQLException failure) {
        return switch (rootOf(failure)) {
            case ConnectException _ -> "connection refused";
            case UnknownHostException _ -> "unknown host";
            case SocketTimeoutException _ -> "no answer in time";
            case PSQLException answer when answer.getServerErrorMessage() != null ->
                    firstLine(String.valueOf(answer.getServerErrorMessage().getMessage()));
            case Throwable other -> firstLine(Objects.toString(other.getMessage(), "no reason given"));
        };
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("no reason given");
    }
}
