package dev.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class GraphQlConfigTest {
    @Test
    void readsTheBoundsOfADocumentEachWithItsDefault() {
        LimitsConfig.Queries limits =
                Told.schema()
                        .yaml(
                                """
                                api:
                                  graphql: {queryDepth: 9, queryItems: 7, executionTimeout: 5s}
                                """)
                        .sidecar()
                        .api()
                        .graphQl();

        assertThat(limits)
                .isEqualTo(
                        new LimitsConfig.Queries(
                                9,
                                LimitsConfig.Queries.DEFAULT.fields(),
                                7,
                                Duration.ofSeconds(5)));
    }
}
