package dev.outrigger.store;

import dev.outrigger.json.Json;
import dev.outrigger.postgres.Database;
import dev.outrigger.postgres.Migrations;
import dev.outrigger.postgres.SqlName;
import dev.outrigger.replica.User;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

/// The users that have a replica beside the default one, and which of them is served. It is kept in
/// the default replica's tables.
///
/// Its methods block, and are for one thread at a time.
public final class UserDirectory {
    private final ReplicaSetup shared;
    private final DataSource source;
    private final String users;
    private final String settings;

    private UserDirectory(ReplicaSetup shared, DataSource source) {
        this.shared = shared;
        this.source = source;
        String databaseSchema = SqlName.quoted(shared.databaseSchema());
        this.users = databaseSchema + "._user";
        this.settings = databaseSchema + "._setting";
    }

    /// @param shared the replica that is served while nobody is signed in
    public static UserDirectory open(Database database, ReplicaSetup shared) {
        DataSource source = database.unpooled("users " + shared.replica());
        new Migrations(shared.databaseSchema(), PostgresReplicaStore.MIGRATIONS).apply(source);
        return new UserDirectory(shared, source);
    }

    /// Who is served.
    ///
    /// @param showsToken true when the backend is to be shown a token of the user's own
    public record Seat(User user, boolean showsToken) {}

    /// Whom [#seat] named last; empty when it named nobody.
    public Optional<Seat> seated() {
        return answer(
                connection -> {
                    Map<String, @Nullable Object> stored = storedSeat(connection);
                    return stored.get("identity") instanceof String identity
                            ? Optional.of(
                                    new Seat(
                                            new User(identity),
                                            Boolean.TRUE.equals(stored.get("token"))))
                            : Optional.empty();
                });
    }

    private Map<String, @Nullable Object> storedSeat(Connection connection) throws SQLException {
        String text = "select value from " + settings + " where name = 'session'";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(text)) {
            return row.next() ? Json.readObject(row.getString(1)) : Map.of();
        }
    }

    /// Remembers who is served from `now` on, over restarts; null for nobody.
    ///
    /// @param now local clock
    public void seat(@Nullable Seat seat, Instant now) {
        transaction(connection -> store(connection, seat, now));
    }

    /// The same, and lets `views` show the replica of whom it names: both or neither.
    ///
    /// @throws ReplicaUnusable when one of them cannot be done
    public void seat(@Nullable Seat seat, Instant now, ReaderViews views) {
        ReplicaSetup served = seat == null ? shared : shared.of(seat.user());
        transaction(
                connection -> {
                    store(connection, seat, now);
                    views.show(served, connection);
                });
    }

    private void store(Connection connection, @Nullable Seat seat, Instant now)
            throws SQLException {
        Map<String, Object> value = new HashMap<>();
        if (seat != null) {
            value.put("identity", seat.user().identity());
            value.put("token", seat.showsToken());
            register(connection, seat.user(), now);
        }
        update(
                connection,
                ("insert into %s values ('session', ?::json) on conflict (name)"
                                + " do update set value = excluded.value")
                        .formatted(settings),
                Json.write(value));
    }

    private void register(Connection connection, User user, Instant now) throws SQLException {
        update(
                connection,
                ("insert into %s values (?, ?, ?) on conflict (name)"
                                + " do update set served_at = excluded.served_at")
                        .formatted(users),
                user.name(),
                user.identity(),
                now.toEpochMilli());
    }

    /// Writes that the backend does not have, in all replicas but that of `served`, null being the
    /// default one.
    public long unsentBeside(@Nullable User served) {
        return answer(
                connection -> {
                    long unsent = served == null ? 0 : unsent(connection, shared);
                    for (Known known : known(connection)) {
                        if (!known.user().equals(served)) {
                            unsent += unsent(connection, shared.of(known.user()));
                        }
                    }
                    return unsent;
                });
    }

    /// Everybody who has a replica; whoever was served longest ago comes first.
    public List<User> users() {
        return answer(connection -> known(connection).stream().map(Known::user).toList());
    }

    /// Makes room for the replica of `user`: those that were idle for too long go, and where there
    /// are too many, the one that was idle longest. None goes that has unsent writes, nor `served`.
    ///
    /// @return false when there is no room
    public boolean admit(User user, @Nullable User served, UserLimits limits, Instant now) {
        return answer(
                connection -> {
                    List<Known> others = known(connection);
                    boolean returns = others.removeIf(known -> known.user().equals(user));
                    boolean stays = others.removeIf(known -> known.user().equals(served));
                    int room = limits.users() - (stays ? 2 : 1);
                    int kept = others.size();
                    for (Known known : others) {
                        boolean idle = known.servedAt().plus(limits.idle()).isBefore(now);
                        boolean inTheWay = kept > room && !returns;
                        if ((idle || inTheWay)
                                && unsent(connection, shared.of(known.user())) == 0) {
                            drop(connection, known.user());
                            kept--;
                        }
                    }
                    return returns || kept <= room;
                });
    }

    private record Known(User user, Instant servedAt) {}

    /// Whoever was served longest ago comes first.
    private List<Known> known(Connection connection) throws SQLException {
        String text = "select identity, served_at from " + users + " order by served_at, name";
        List<Known> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(text)) {
            while (row.next()) {
                found.add(
                        new Known(
                                new User(row.getString(1)), Instant.ofEpochMilli(row.getLong(2))));
            }
        }
        return found;
    }

    private static long unsent(Connection connection, ReplicaSetup replica) throws SQLException {
        return UnsentWrites.count(connection, replica.databaseSchema());
    }

    private void drop(Connection connection, User user) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "drop schema if exists %s cascade"
                            .formatted(SqlName.quoted(shared.of(user).databaseSchema())));
        }
        update(connection, "delete from " + users + " where name = ?", user.name());
    }

    private static void update(Connection connection, String text, Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            for (int place = 0; place < values.length; place++) {
                statement.setObject(place + 1, values[place]);
            }
            statement.executeUpdate();
        }
    }

    private interface Work<T extends @Nullable Object> {
        T on(Connection connection) throws SQLException;
    }

    private interface Change {
        void on(Connection connection) throws SQLException;
    }

    private void transaction(Change change) {
        answer(
                connection -> {
                    connection.setAutoCommit(false);
                    change.on(connection);
                    connection.commit();
                    return null;
                });
    }

    private <T extends @Nullable Object> T answer(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            return work.on(connection);
        } catch (SQLException failure) {
            throw new ReplicaUnusable(
                    "the users of the replica '"
                            + shared.replica()
                            + "' cannot be read: "
                            + String.valueOf(failure.getMessage()).lines().findFirst().orElse(""),
                    failure);
        }
    }
}
