package dev.outrigger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Map;

class DatabaseUrlTest {
    @Test
    void readsAnEmbeddedFolder() {
        assertThat(DatabaseUrl.parse("embedded:./data", Map.of()))
                .isEqualTo(new DatabaseUrl.Embedded(Path.of("./data")))
                .hasToString("embedded:./data");
    }

    @Test
    void readsServerDatabaseAndParameters() {
        assertThat(parse("jdbc:postgresql://db:6543/blog?user=ann&password=a%26b+c&ssl"))
                .isEqualTo(
                        new DatabaseUrl.External(
                                "db:6543",
                                "blog",
                                Map.of("user", "ann", "password", "a&b c", "ssl", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"db", "db:1", "[::1]", "[::1]:5432", "one:1,two:2", "10.0.0.1:65535"})
    void takesEveryFormOfHost(String authority) {
        assertThat(parse("jdbc:postgresql://" + authority + "/blog"))
                .hasToString("jdbc:postgresql://" + authority + "/blog");
    }

    @Test
    void takesCredentialsFromTheEnvironmentOnlyWhereTheUrlHasNone() {
        // Given
        var environment = Map.of("PGUSER", "eve", "PGPASSWORD", "env-secret");

        // When
        var bare =
                (DatabaseUrl.External) DatabaseUrl.parse("jdbc:postgresql://db/blog", environment);
        var named =
                (DatabaseUrl.External)
                        DatabaseUrl.parse("jdbc:postgresql://db/blog?user=ann", environment);

        // Then
        assertThat(bare.parameters()).isEqualTo(Map.of("user", "eve", "password", "env-secret"));
        assertThat(named.parameters()).isEqualTo(Map.of("user", "ann", "password", "env-secret"));
    }

    @Test
    void givesAUrlThatMeansTheSameWhenReadAgain() {
        // Given
        var url =
                new DatabaseUrl.External(
                        "db:1", "my blog", Map.of("user", "ann", "password", "=&?%+ §"));

        // Then
        assertThat(parse(url.jdbcUrl())).isEqualTo(url);
    }

    @Test
    void neverShowsCredentials() {
        assertThat(parse("jdbc:postgresql://db/blog?user=ann&password=s3cret"))
                .hasToString("jdbc:postgresql://db/blog");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    postgres://ann:s3cret@db/blog | begins with postgres:
                    data | has no scheme
                    embedded: | names no folder
                    jdbc:postgresql://ann:s3cret@db/blog | takes no user before an @
                    jdbc:postgresql://db | needs a host and a database
                    jdbc:postgresql://db/ | needs a host and a database
                    jdbc:postgresql:///blog?password=s3cret | needs a host and a database
                    jdbc:postgresql://db:0/blog | the port '0'; a port is 1 to 65535
                    jdbc:postgresql://db:x/blog | the port 'x'; a port is 1 to 65535
                    jdbc:postgresql://db:65536/blog | the port '65536'; a port is 1 to 65535
                    jdbc:postgresql://:5432/blog | no host before it
                    jdbc:postgresql://db/blog?password=s3cret%zz | the parameter password
                    """)
    void refusesWhatItDoesNotUnderstandWithoutRepeatingSecrets(String text, String reason) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(DatabaseUrlInvalid.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("s3cret");
    }

    private static DatabaseUrl.External parse(String text) {
        return (DatabaseUrl.External) DatabaseUrl.parse(text, Map.of());
    }
}
