package dev.outrigger.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.SQLException;

class ConnectionLossTest {
    @ParameterizedTest
    @ValueSource(strings = {"08006", "08003", "57P01", "57P02", "57P03", "57P05", "40003"})
    void isSeenInTheStatesAfterWhichNothingIsKnown(String state) {
        assertThat(ConnectionLoss.isCauseOf(new SQLException("gone", state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "40001", "57014", "22P02", "25P02", "53100"})
    void isNotSeenInAnAnswerOfTheServer(String state) {
        assertThat(ConnectionLoss.isCauseOf(new SQLException("no", state))).isFalse();
    }

    @Test
    void isAssumedWhenNoStateIsGiven() {
        assertThat(ConnectionLoss.isCauseOf(new SQLException("?"))).isTrue();
        assertThat(ConnectionLoss.isCauseOf(new IllegalStateException())).isFalse();
    }
}
