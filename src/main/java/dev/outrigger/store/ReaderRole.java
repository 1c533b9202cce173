package dev.outrigger.store;

import dev.outrigger.postgres.SqlName;

import org.postgresql.PGConnection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;

/// Looks after the role of a [SqlReader], in the transaction of its caller.
///
/// Where the sidecar's own role may not create or alter roles, an administrator does it, and the
/// sidecar only grants what the views need.
final class ReaderRole {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final Connection connection;
    private final SqlReader reader;
    private final String role;

    ReaderRole(Connection connection, SqlReader reader) {
        this.connection = connection;
        this.reader = reader;
        this.role = SqlName.quoted(reader.role());
    }

    private enum Standing {
        MISSING,
        HARMLESS,
        POWERFUL
    }

    /// Lets the role read the views of a PostgreSQL schema.
    ///
    /// @throws ReplicaUnusable when there is no such role and none can be created, or when it may
    ///     do more than read
    void lookAfter(String views) throws SQLException {
        switch (standing()) {
            case POWERFUL ->
                    throw new ReplicaUnusable(
                            "the role '"
                                    + reader.role()
                                    + "' is a superuser or owns the replica, so it cannot be a"
                                    + " reader: name another one");
            case MISSING -> create();
            case HARMLESS -> {}
        }
        if (permitted(this::limit)) {
            setPassword();
        }
        String schema = SqlName.quoted(views);
        execute("grant usage on schema " + schema + " to " + role);
        execute("grant select on all tables in schema " + schema + " to " + role);
        execute(
                "alter default privileges in schema %s grant select on tables to %s"
                        .formatted(schema, role));
    }

    private Standing standing() throws SQLException {
        // Whoever is a member of the owner, as the owner itself is, has the owner's rights.
        String text =
                "select rolsuper or pg_has_role(oid, current_user::regrole::oid, 'member')"
                        + " from pg_roles where rolname = ?";
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            statement.setString(1, reader.role());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Standing.MISSING;
                }
                return row.getBoolean(1) ? Standing.POWERFUL : Standing.HARMLESS;
            }
        }
    }

    private void create() throws SQLException {
        if (!permitted(() -> execute("create role " + role))) {
            throw new ReplicaUnusable(
                    "there is no role '"
                            + reader.role()
                            + "', and this database user may not create one: have an administrator"
                            + " run CREATE ROLE "
                            + role
                            + " LOGIN PASSWORD '…'");
        }
    }

    private void limit() throws SQLException {
        String milliseconds = reader.statementTimeout().toMillis() + "";
        execute(
                "alter role %s %s connection limit %d"
                        .formatted(
                                role,
                                reader.password() == null ? "nologin" : "login",
                                reader.connections()));
        execute("alter role " + role + " set default_transaction_read_only = on");
        for (String setting : List.of("statement_timeout", "idle_in_transaction_session_timeout")) {
            execute("alter role %s set %s = %s".formatted(role, setting, milliseconds));
        }
    }

    /// The driver sends a verifier, so that the password itself is in no log of the server.
    private void setPassword() throws SQLException {
        if (reader.password() != null) {
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(reader.role(), reader.password().toCharArray(), null);
        }
    }

    private interface Step {
        void run() throws SQLException;
    }

    /// Whether we may do this; when not, nothing of it is done.
    private boolean permitted(Step step) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            step.run();
            return true;
        } catch (SQLException failure) {
            if (!INSUFFICIENT_PRIVILEGE.equals(failure.getSQLState())) {
                throw failure;
            }
            connection.rollback(before);
            return false;
        }
    }

    private void execute(String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
