package dev.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/// Who reads a replica by SQL.
class SqlReaderConfigTest {
    @Test
    void nobodyIsLookedAfterUnlessNamed() {
        assertThat(Told.schema().yaml("{}").sidecar().sqlReader()).isNull();
    }

    @Test
    void readsTheRoleWithItsLimits() {
        assertThat(
                        reader(
                                "{role: grafana, password: s3cret, statementTimeout: 5s,"
                                        + " connections: 2}"))
                .isEqualTo(
                        new SqlReaderConfig(
                                "grafana", new Secret("s3cret"), Duration.ofSeconds(5), 2));
        assertThat(reader("{role: grafana}"))
                .isEqualTo(new SqlReaderConfig("grafana", null, Duration.ofSeconds(30), 10));
    }

    @Test
    void aPasswordNeedsARole() {
        assertThat(Told.schema().yaml("sql: {reader: {password: s3cret}}").sidecarProblems())
                .hasSize(1)
                .first()
                .asString()
                .contains("sql.reader.role");
    }

    private static SqlReaderConfig reader(String yaml) {
        return Told.schema().yaml("sql: {reader: " + yaml + "}").sidecar().sqlReader();
    }
}
