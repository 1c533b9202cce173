package dev.outrigger.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Model;
import dev.outrigger.model.PrimaryKey;
import dev.outrigger.model.Timestamps;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.Stream;

class SqlNameTest {
    private static String table(String model) {
        return SqlName.table(
                new Model(
                        model,
                        model + "s",
                        List.of(),
                        new PrimaryKey(List.of("id"), PrimaryKey.Kind.MANAGED_ID),
                        List.of(),
                        List.of(),
                        new Timestamps(null, null),
                        List.of()));
    }

    @ParameterizedTest
    @CsvSource({"Post, post", "BlogPost, blog_post", "Item2, item2", "User, user"})
    void aTableIsNamedInLowerSnakeCase(String model, String table) {
        assertThat(table(model)).isEqualTo(table);
    }

    @Test
    void modelsWhoseNamesDifferHaveTablesWhoseNamesDiffer() {
        // Given
        String longName = "A" + "very".repeat(30);
        List<String> models =
                List.of(
                        "HTTPCall",
                        "HttpCall",
                        "httpCall",
                        "Http_Call",
                        "_Outbox",
                        "Outbox",
                        longName,
                        longName + "er");

        // When
        Stream<String> tables = models.stream().map(SqlNameTest::table);

        // Then
        assertThat(tables)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.length() <= 63)
                .doesNotContain("_outbox");
    }

    @Test
    void aQuotedNameHoldsAnyCharacter() {
        assertThat(SqlName.quoted("a\"b")).isEqualTo("\"a\"\"b\"");
    }
}
