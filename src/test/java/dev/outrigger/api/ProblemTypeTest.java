package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.problem.ProblemType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTypeTest {
    @ParameterizedTest
    @EnumSource
    void hasASlugATitleAndAStatusOfAProblem(ProblemType type) {
        assertThat(type.slug()).matches("[a-z]+(-[a-z]+)*");
        assertThat(type.title()).isNotBlank().doesNotEndWith(".");
        assertThat(type.status()).isBetween(400, 599);
    }
}
