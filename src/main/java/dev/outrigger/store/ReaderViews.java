package dev.outrigger.store;

import dev.outrigger.model.Model;
import dev.outrigger.postgres.Database;
import dev.outrigger.postgres.ModelTable;
import dev.outrigger.postgres.SqlName;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import javax.sql.DataSource;

/// A view for each model, in a PostgreSQL schema of their own, that shows the items as clients see
/// them: what a reader by SQL may rely on while the tables below change.
///
/// The views show the replica that is served: when another user signs in, they show that user's.
/// Their names and columns follow from the schema alone. Its methods block.
public final class ReaderViews {
    /// Who holds a lock for longer keeps a replica from being served, and is told so.
    private static final String SETTINGS = "set local lock_timeout = '10s'";

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String INVALID_TABLE_DEFINITION = "42P16";

    private final String databaseSchema;
    private final @Nullable SqlReader reader;
    private final DataSource source;

    /// @param shared the replica that is served while nobody is signed in; the views are named
    ///     after it
    /// @param reader null when no role is to be looked after
    public ReaderViews(Database database, ReplicaSetup shared, @Nullable SqlReader reader) {
        this.databaseSchema = "views_" + shared.replica();
        this.reader = reader;
        this.source = database.unpooled("views " + shared.replica());
    }

    /// Lets the views show `served`, whose tables exist.
    ///
    /// @throws ReplicaUnusable when they cannot be made, or the role cannot be used
    public void show(ReplicaSetup served) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            show(served, connection);
            connection.commit();
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    /// Lets the views show `served` once the transaction that is open on `connection` is committed.
    ///
    /// @throws ReplicaUnusable when they cannot be made, or the role cannot be used
    void show(ReplicaSetup served, Connection connection) {
        try {
            execute(connection, SETTINGS);
            List<View> views = views(served);
            execute(connection, "create schema if not exists " + SqlName.quoted(databaseSchema));
            Shown shown = shown(connection);
            if (!shown.equals(Shown.of(views))) {
                define(connection, shown, views);
            }
            if (reader != null) {
                new ReaderRole(connection, reader).lookAfter(databaseSchema);
            }
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    /// One view.
    ///
    /// @param query what it shows
    private record View(String name, String query) {}

    /// What there is already.
    ///
    /// @param mark of how the views were defined
    private record Shown(List<String> names, String mark) {
        static Shown of(List<View> views) {
            return new Shown(
                    views.stream().map(View::name).sorted().toList(),
                    Integer.toHexString(views.hashCode()));
        }
    }

    private static List<View> views(ReplicaSetup served) {
        ReplicaTables tables = new ReplicaTables(served.schema(), served.databaseSchema());
        return served.schema().models().stream()
                .map(model -> new View(SqlName.table(model), query(tables, model)))
                .toList();
    }

    private static String query(ReplicaTables tables, Model model) {
        String fields =
                model.fields().stream()
                        .map(field -> "t." + ModelTable.columnOf(field).quoted() + ", ")
                        .collect(Collectors.joining());
        return ("select %st.%s, t.%s, to_timestamp(t.%s / 1000.0) as \"_changedAt\""
                        + " from %s t where %s")
                .formatted(
                        fields,
                        ReplicaTables.VERSION.quoted(),
                        ReplicaTables.PENDING.quoted(),
                        ReplicaTables.LAST_CHANGED_AT.quoted(),
                        tables.table(model).qualifiedName(),
                        ItemRows.live("t"));
    }

    private Shown shown(Connection connection) throws SQLException {
        String text =
                "select c.relname, obj_description(n.oid, 'pg_namespace') from pg_namespace n"
                        + " left join pg_class c on c.relnamespace = n.oid and c.relkind = 'v'"
                        + " where n.nspname = ? order by c.relname collate \"C\"";
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            statement.setString(1, databaseSchema);
            List<String> names = new ArrayList<>();
            String mark = "";
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (rows.getString(1) != null) {
                        names.add(rows.getString(1));
                    }
                    mark = String.valueOf(rows.getString(2));
                }
            }
            return new Shown(names, mark);
        }
    }

    private void define(Connection connection, Shown shown, List<View> views) throws SQLException {
        Shown wanted = Shown.of(views);
        for (String name : shown.names()) {
            if (!wanted.names().contains(name)) {
                execute(connection, "drop view " + qualified(name) + " cascade");
            }
        }
        for (View view : views) {
            define(connection, view);
        }
        execute(
                connection,
                "comment on schema %s is %s"
                        .formatted(SqlName.quoted(databaseSchema), SqlName.literal(wanted.mark())));
    }

    /// Views of others that build on it stay, as long as its columns do.
    private void define(Connection connection, View view) throws SQLException {
        String name = qualified(view.name());
        Savepoint before = connection.setSavepoint();
        try {
            execute(connection, "create or replace view " + name + " as " + view.query());
        } catch (SQLException failure) {
            if (!INVALID_TABLE_DEFINITION.equals(failure.getSQLState())) {
                throw failure;
            }
            connection.rollback(before);
            execute(connection, "drop view " + name + " cascade");
            execute(connection, "create view " + name + " as " + view.query());
        }
    }

    private String qualified(String view) {
        return SqlName.quoted(databaseSchema) + "." + SqlName.quoted(view);
    }

    private ReplicaUnusable failed(SQLException failure) {
        String reason =
                LOCK_NOT_AVAILABLE.equals(failure.getSQLState())
                        ? "another session has had one of them locked for 10 s: end its transaction"
                        : failure.getMessage().lines().findFirst().orElse("no reason given");
        return new ReplicaUnusable(
                "the views in %s cannot be made: %s".formatted(databaseSchema, reason), failure);
    }

    private static void execute(Connection connection, String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
