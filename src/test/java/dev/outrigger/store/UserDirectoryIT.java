package dev.outrigger.store;

import static dev.outrigger.replica.StoreProbe.create;
import static dev.outrigger.testing.BlogSchema.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.postgres.Database;
import dev.outrigger.replica.StoreProbe;
import dev.outrigger.replica.User;
import dev.outrigger.store.UserDirectory.Seat;
import dev.outrigger.testing.BlogSchema;
import dev.outrigger.testing.TestDatabase;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/// Who has a replica on this device, and whose may go.
class UserDirectoryIT {
    private static final Database DATABASE = Database.open(TestDatabase.fresh("users"));
    private static final AtomicInteger REPLICAS = new AtomicInteger();
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final UserLimits LIMITS = new UserLimits(2, Duration.ofDays(90));
    private static final User ANN = new User("ann");
    private static final User BOB = new User("bob");
    private static final User CID = new User("cid");

    private ReplicaSetup shared;
    private UserDirectory directory;

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @BeforeEach
    void open() {
        shared = ReplicaSetup.of("d" + REPLICAS.incrementAndGet(), BlogSchema.SCHEMA);
        directory = UserDirectory.open(DATABASE, shared);
    }

    @Test
    void whoIsServedIsRememberedOverRestartsWithoutAnyToken() {
        // Given
        boolean before = directory.seated().isPresent();

        // When
        directory.seat(new Seat(ANN, true), NOW);

        // Then
        assertThat(before).isFalse();
        assertThat(UserDirectory.open(DATABASE, shared).seated()).contains(new Seat(ANN, true));
        directory.seat(null, NOW);
        assertThat(UserDirectory.open(DATABASE, shared).seated()).isEmpty();
    }

    @Test
    void R8_unsentWritesOfEverybodyElseAreCounted() {
        // Given
        saves(null, 1);
        saves(ANN, 2);
        saves(BOB, 4);

        // Then
        assertThat(directory.unsentBeside(null)).isEqualTo(6);
        assertThat(directory.unsentBeside(ANN)).isEqualTo(5);
        assertThat(directory.unsentBeside(CID)).isEqualTo(7);
    }

    @Test
    void aNewUserTakesThePlaceOfWhoeverWasServedLongestAgo() {
        // Given
        saves(ANN, 0);
        saves(BOB, 0);
        directory.seat(new Seat(ANN, false), NOW.plusSeconds(1));

        // When
        boolean admitted = directory.admit(CID, null, LIMITS, NOW);

        // Then
        assertThat(admitted).isTrue();
        assertThat(exists(ANN)).isTrue();
        assertThat(exists(BOB)).isFalse();
    }

    @Test
    void R8_nobodyWithUnsentWritesMakesRoom() {
        // Given
        saves(ANN, 1);
        saves(BOB, 1);

        // Then
        assertThat(directory.admit(CID, null, LIMITS, NOW)).isFalse();
        assertThat(directory.admit(ANN, null, LIMITS, NOW)).isTrue();
        assertThat(directory.unsentBeside(null)).isEqualTo(2);
    }

    @Test
    void theReplicaThatIsServedIsNeverDropped() {
        // Given
        saves(ANN, 0);
        saves(BOB, 1);

        // Then
        assertThat(directory.admit(CID, ANN, LIMITS, NOW)).isFalse();
        assertThat(exists(ANN)).isTrue();
    }

    @Test
    void aReplicaThatWasIdleForTooLongGoesUnlessItHasUnsentWrites() {
        // Given
        saves(ANN, 0);
        saves(BOB, 1);

        // When
        directory.admit(CID, null, new UserLimits(9, LIMITS.idle()), NOW.plus(Duration.ofDays(91)));

        // Then
        assertThat(exists(ANN)).isFalse();
        assertThat(exists(BOB)).isTrue();
    }

    private void saves(@Nullable User user, int posts) {
        ReplicaSetup setup = user == null ? shared : shared.of(user);
        try (PostgresReplicaStore store = PostgresReplicaStore.open(DATABASE, setup)) {
            for (int post = 1; post <= posts; post++) {
                new StoreProbe(store).edit(create(item("Post", "id", "p" + post, "title", "T")));
            }
        }
        if (user != null) {
            directory.seat(new Seat(user, false), NOW);
        }
    }

    private boolean exists(User user) {
        try (Connection connection = DATABASE.unpooled("test").getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select count(*) from pg_namespace where nspname = '"
                                        + shared.of(user).databaseSchema()
                                        + "'")) {
            row.next();
            return row.getInt(1) == 1;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
