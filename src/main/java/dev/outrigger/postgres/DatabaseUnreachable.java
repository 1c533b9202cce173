package dev.outrigger.postgres;

import java.sql.SQLException;

/// The server did not answer, or answered that this user may not use this database.
public final class DatabaseUnreachable extends DatabaseFailure {
    private static final long serialVersionUID = 1L;

    DatabaseUnreachable(DatabaseUrl.External url, SQLException cause) {
        super(
                "PostgreSQL at "
                        + url.authority()
                        + ", database "
                        + url.database()
                        + ", cannot be reached: "
                        + RootCause.of(cause),
                cause);
    }
}
