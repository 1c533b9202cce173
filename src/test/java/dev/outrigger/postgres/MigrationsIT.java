package dev.outrigger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;

import dev.outrigger.testing.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

class MigrationsIT {
    private final Database database = Database.open(TestDatabase.fresh("migrations"));
    private final DataSource source = database.pool("migrations", 4);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void runsEachScriptOncePerSchema() throws SQLException {
        // Given
        var phone = new Migrations("phone", "postgres/good", Map.of("kind", "small"));
        var laptop = new Migrations("laptop", "postgres/good", Map.of("kind", "large"));

        // When
        int first = phone.apply(source);
        int again = phone.apply(source);
        int other = laptop.apply(source);

        // Then
        assertThat(first).isEqualTo(2);
        assertThat(again).isZero();
        assertThat(other).isEqualTo(2);
        assertThat(ask("select kind from phone.thing")).isEqualTo("small");
        assertThat(ask("select kind from laptop.thing")).isEqualTo("large");
    }

    @Test
    void looksNoFurtherWhenTheVeryScriptsHaveRun() throws SQLException {
        // Given
        var migrations = new Migrations("phone", "postgres/good", Map.of("kind", "small"));
        migrations.apply(source);
        DataSource none = Database.open(TestDatabase.fresh("closed")).pool("closed", 1);
        ((HikariDataSource) none).close();

        // When
        int again;
        try (Connection connection = source.getConnection()) {
            again = migrations.apply(connection, none);
        }

        // Then
        assertThat(again).isZero();
    }

    @Test
    void refusesScriptsThatDifferFromThoseThatRan() {
        // Given
        Map<String, String> kind = Map.of("kind", "small");
        new Migrations("phone", "postgres/good", kind).apply(source);
        var others = new Migrations("phone", "postgres/changed", kind);

        // When and then
        assertThatThrownBy(() -> others.apply(source))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContaining("phone")
                .hasMessageContaining("failed validation");
    }

    @Test
    void letsTwoProcessesMigrateAtOnce() throws Exception {
        // Given
        var migrations = new Migrations("shared", "postgres/good", Map.of("kind", "small"));

        // When
        var one = CompletableFuture.supplyAsync(() -> migrations.apply(source));
        var two = CompletableFuture.supplyAsync(() -> migrations.apply(source));

        // Then
        assertThat(one.get() + two.get()).isEqualTo(2);
    }

    @Test
    void saysWhichScriptsFailedForWhichSchema() {
        assertThatThrownBy(() -> new Migrations("phone", "postgres/broken").apply(source))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContaining("postgres/broken")
                .hasMessageContaining("phone")
                .hasMessageContaining("no_such_type")
                .hasMessageNotContaining("\n");
    }

    @Test
    void saysThatThereAreNoScripts() {
        assertThatThrownBy(() -> new Migrations("phone", "postgres/absent").apply(source))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContaining("postgres/absent");
    }

    private String ask(String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
