package dev.outrigger.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaDigestTest {
    private static final String DOCUMENT =
            """
            type Post @model {
              id: ID!
              title: String! @index(name: "byTitle", sortKeyFields: ["rating"])
              rating: Int
              meta: Meta
              status: Status
              comments: [Comment] @hasMany(indexName: "byPost", fields: ["id"])
            }
            type Comment @model { id: ID! postID: ID @index(name: "byPost") }
            type Meta { source: String }
            enum Status { ACTIVE INACTIVE }
            """;

    @Test
    void staysTheSameWhenCommentsBlanksOrTheOrderOfTypesChange() {
        String[] types = DOCUMENT.split("(?<=}\n)");
        String reordered = types[3] + types[1] + types[2] + types[0];
        String commented = "# a comment\n\"\"\"Words\"\"\"\n" + DOCUMENT.replace("\n", "\n\n  ");

        assertThat(hash(reordered)).isEqualTo(hash(DOCUMENT));
        assertThat(hash(commented)).isEqualTo(hash(DOCUMENT)).matches("[0-9a-f]{16}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rating: Int | rating: Int!",
                "rating: Int | rating: Float",
                "source: String | source: [String]",
                "rating: Int | rating: Int views: Int",
                "rating: Int | rating: Int @default(value: \"1\")",
                "byTitle | byTheTitle",
                "sortKeyFields: [\"rating\"] | queryField: \"x\"",
                "id: ID! title | id: ID! @primaryKey title",
                "source: String | source: ID",
                "ACTIVE INACTIVE | ACTIVE INACTIVE GONE",
                "postID: ID @ | postID: ID! @",
                "[Comment] @hasMany(indexName: \"byPost\", fields: [\"id\"]) | [Comment] @hasMany",
                "Comment @model | Comment @model(timestamps: null)"
            })
    void changesWithEveryChangeOfMeaning(String before, String after) {
        String flat = DOCUMENT.replaceAll("\\s+", " ");
        String changed = flat.replace(before, after);

        assertThat(changed).isNotEqualTo(flat);
        assertThat(hash(changed)).isNotEqualTo(hash(DOCUMENT));
    }

    private static String hash(String document) {
        return SchemaFixture.schema(document).hash();
    }
}
