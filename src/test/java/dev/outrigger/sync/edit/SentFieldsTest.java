package dev.outrigger.sync.edit;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Version;
import dev.outrigger.sync.Effect;
import dev.outrigger.testing.BlogSchema;
import dev.outrigger.testing.ItemBuilder;
import dev.outrigger.testing.OneKey;
import dev.outrigger.testing.Schemas;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which fields a mutation carries, and which items it refers to.
class SentFieldsTest {
    private static final Schema BLOG = BlogSchema.SCHEMA;
    private static final Schema SHIPS =
            Schemas.of(
                    """
                    type Ship @model {
                      id: ID!
                      owner: String
                      fleet: String! @index(name: "byFleet", sortKeyFields: ["year", "name"])
                      year: Int!
                      name: String!
                    }
                    """);

    private static OneKey synced(Schema schema, ItemBuilder item) {
        OneKey story = new OneKey(schema, item.key());
        story.receive(item.withVersion(1).remote());
        return story;
    }

    @Test
    void AC75_anUpdateThatChangesNothingByValueHasNoEffect() {
        // Given
        OneKey story = OneKey.synced(anItem("Post").with("tags", List.of("a", "b")).remote());

        // When
        EditDecision decision = story.edit(anItem("Post").patch("tags", Arrays.asList("a", "b")));

        // Then
        assertThat(decision)
                .isInstanceOfSatisfying(
                        EditDecision.Taken.class,
                        taken -> {
                            assertThat(taken.effect()).isEqualTo(Effect.nothing());
                            assertThat(taken.answer()).isEqualTo(EditDecision.Answer.UPDATED);
                            assertThat(taken.item()).isEqualTo(story.item());
                        });
    }

    @Test
    void AC76_aChangedElementSendsItsWholeListAndOnlyThat() {
        // Given
        OneKey story = OneKey.synced(anItem("Post").with("tags", List.of("a", "b")).remote());

        // When
        story.edit(anItem("Post").patch("tags", List.of("a", "c")));

        // Then
        assertThat(story.only().mutation().fields()).isEqualTo(Map.of("tags", List.of("a", "c")));
    }

    @Test
    void AC76_aChangedSubFieldSendsItsWholeEmbeddedValueAndOnlyThat() {
        // Given
        ItemBuilder post = anItem(BLOG, "Post").with("details", Map.of("pages", 3, "words", 100.0));
        OneKey story = synced(BLOG, post);

        // When
        story.edit(post.patch("details", Map.of("pages", 4)));

        // Then
        assertThat(story.only().mutation().fields()).containsOnlyKeys("details");
        assertThat(story.only().mutation().fields().get("details"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("pages", 4)
                .containsEntry("words", 100.0);
    }

    @Test
    void AC77_aChangedMemberOfACompositeSortKeySendsAllItsMembers() {
        // Given
        ItemBuilder ship = anItem(SHIPS, "Ship").with("year", 1999);
        OneKey story = synced(SHIPS, ship);

        // When
        story.edit(ship.patch("year", 2000));

        // Then
        assertThat(story.only().mutation().fields())
                .isEqualTo(Map.of("year", 2000, "name", "a name"));
    }

    @Test
    void AC77_aFieldOutsideTheSortKeyIsSentAlone() {
        // Given
        ItemBuilder ship = anItem(SHIPS, "Ship");
        OneKey story = synced(SHIPS, ship);

        // When
        story.edit(ship.patch("owner", "O"));

        // Then
        assertThat(story.only().mutation().fields()).isEqualTo(Map.of("owner", "O"));
    }

    @Test
    void AC78_aRelationSetToNullSendsAllItsForeignKeyFieldsAsNull() {
        // Given
        ItemBuilder shelf = anItem(BLOG, "Shelf").with("depotCountry", "SE").with("depotNumber", 7);
        OneKey story = synced(BLOG, shelf);

        // When
        story.edit(shelf.patch("depot", null));

        // Then
        assertThat(story.only().mutation().fields())
                .containsOnlyKeys("depotCountry", "depotNumber")
                .containsEntry("depotCountry", null)
                .containsEntry("depotNumber", null);
    }

    @Test
    void aRelationObjectInAPatchReplacesTheForeignKeyAndNamesTheNewParent() {
        // Given
        OneKey story = OneKey.synced(anItem("Comment").remote());

        // When
        story.edit(anItem("Comment").patch("post", Map.of("id", "p2")));

        // Then
        assertThat(story.value("postID")).isEqualTo("p2");
        assertThat(story.only().mutation().fields()).isEqualTo(Map.of("postID", "p2"));
        assertThat(story.only().related()).isEqualTo(Set.of(anItem("Post").withId("p2").key()));
    }

    @Test
    void AC87_aCommentMovedToAnotherPostSendsItsForeignKeyAndWaitsForTheNewPost() {
        // Given
        OneKey story = OneKey.unknown(anItem("Comment").key());
        story.edit(anItem("Comment").create());

        // When
        story.edit(anItem("Comment").patch("postID", "p2"));

        // Then
        assertThat(story.outbox()).hasSize(2);
        assertThat(story.outbox().getLast().mutation().fields()).isEqualTo(Map.of("postID", "p2"));
        assertThat(story.outbox().getLast().related())
                .isEqualTo(Set.of(anItem("Post").withId("p2").key()));
    }

    @Test
    void AC79_aCreateSendsWhatWasGivenAndExplicitNullsButNoKeyAndNoReadOnlyField() {
        // Given
        OneKey story = OneKey.unknown(anItem("Post").key());

        // When
        story.edit(anItem("Post").with("rating", null).create());

        // Then
        assertThat(story.only().mutation().fields())
                .containsOnlyKeys("title", "status", "rating")
                .containsEntry("rating", null);
        assertThat(story.only().key()).isEqualTo(new ItemKey("Post", List.of("p1")));
    }

    @Test
    void AC80_anUpdateSendsTheChangedFieldsAndExplicitNulls() {
        // Given
        OneKey story =
                OneKey.synced(anItem("Post").with("rating", 5).with("tags", List.of("a")).remote());

        // When
        story.edit(anItem("Post").patch("rating", null, "title", "B"));

        // Then
        assertThat(story.only().mutation().fields())
                .containsOnlyKeys("rating", "title")
                .containsEntry("rating", null)
                .containsEntry("title", "B");
    }

    @Test
    void aSaveClearsTheFieldsThatItLeavesOut() {
        // Given
        OneKey story = OneKey.synced(anItem("Post").with("rating", 5).remote());

        // When
        story.edit(anItem("Post").save());

        // Then
        assertThat(story.value("rating")).isNull();
        assertThat(story.only().mutation().fields())
                .containsOnlyKeys("rating")
                .containsEntry("rating", null);
    }

    @Test
    void AC81_aDeleteCarriesItsKeyAndTheKnownVersionAndNothingElse() {
        // Given
        ItemBuilder depot = anItem(BLOG, "Depot").with("number", 7);
        OneKey story = synced(BLOG, depot);

        // When
        story.edit(depot.delete());

        // Then
        assertThat(story.only().mutation().kind()).isEqualTo(Mutation.Kind.DELETE);
        assertThat(story.only().mutation().fields()).isEmpty();
        assertThat(story.only().key().values()).containsExactly("a country", 7);
        assertThat(story.claim().base()).isEqualTo(new Version(1));
    }

    @Test
    void AC82_aConditionalDeleteCarriesItsConditionAndAPlainOneCarriesNone() {
        // Given
        Guard rated = anItem("Post").when("rating", 5);
        OneKey guarded = OneKey.synced(anItem("Post").with("rating", 5).remote());
        OneKey plain = OneKey.synced(anItem("Post").remote());

        // When
        guarded.edit(anItem("Post").delete(rated));
        plain.edit(anItem("Post").delete());

        // Then
        assertThat(guarded.only().mutation().condition()).isEqualTo(rated.condition());
        assertThat(plain.only().mutation().conditional()).isFalse();
    }
}
