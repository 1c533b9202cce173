package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.ProblemScene.Told;
import dev.outrigger.api.problem.ProblemType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// No kind of problem exists that a client was never told.
class EveryProblemIT {
    private final ProblemOccasions occasions = new ProblemOccasions();

    @ParameterizedTest
    @EnumSource
    void aClientIsToldEachKindOfProblem(ProblemType type) {
        assertThat(occasions.of(type)).isEqualTo(new Told(type.slug(), type.status()));
    }
}
