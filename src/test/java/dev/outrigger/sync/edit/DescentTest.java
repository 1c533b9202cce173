package dev.outrigger.sync.edit;

import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Relation;
import dev.outrigger.sync.Cascade;
import dev.outrigger.sync.SyncMode;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.SyncPolicy;
import dev.outrigger.sync.edit.Descent.Descendant;
import dev.outrigger.testing.BlogSchema;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What goes with an item, by what is configured for each relation.
class DescentTest {
    private static final ItemKey BLOG = key("Blog", "b1");
    private static final ItemKey POST = key("Post", "p1");
    private static final ItemKey COMMENT = key("Comment", "c1");
    private static final ItemKey COVER = key("Cover", "k1");

    /// A blog with one post that has one comment and a cover.
    private static List<ItemKey> children(ItemKey key, Relation relation) {
        return switch (relation.name()) {
            case "posts" -> List.of(POST);
            case "comments" -> List.of(COMMENT);
            case "cover" -> List.of(COVER);
            default -> throw new AssertionError(relation.name() + " leads up");
        };
    }

    private static SyncPolicy policy(Map<String, Cascade> cascades) {
        return new SyncPolicy(SyncMode.BOTH, null, Duration.ofMinutes(1), null, cascades);
    }

    private static Descent.Result below(Map<String, Cascade> ofPosts, Cascade chosen) {
        SyncPolicies policies = new SyncPolicies(Map.of("Post", policy(ofPosts)));
        return new Descent(BlogSchema.SCHEMA, new Cascading(policies, chosen))
                .below(BLOG, DescentTest::children);
    }

    private static Descent.Result found(Descendant... descendants) {
        return new Descent.Result.Found(List.of(descendants));
    }

    @Test
    void everythingBelowGoesUnlessOneSaysOtherwise() {
        assertThat(below(Map.of(), null))
                .isEqualTo(
                        found(
                                new Descendant(COMMENT, Cascade.REMOTE),
                                new Descendant(COVER, Cascade.REMOTE),
                                new Descendant(POST, Cascade.REMOTE)));
    }

    @Test
    void eachRelationHasItsOwnCascade() {
        assertThat(below(Map.of("comments", Cascade.LOCAL, "cover", Cascade.NONE), null))
                .isEqualTo(
                        found(
                                new Descendant(COMMENT, Cascade.LOCAL),
                                new Descendant(POST, Cascade.REMOTE)));
        assertThat(below(Map.of("cover", Cascade.RESTRICT), null))
                .isEqualTo(new Descent.Result.Kept(POST, "cover"));
    }

    @Test
    void whatIsChosenForADeletionBeatsWhatIsConfigured() {
        Map<String, Cascade> configured = Map.of("cover", Cascade.RESTRICT);

        assertThat(below(configured, Cascade.NONE)).isEqualTo(found());
        assertThat(below(configured, Cascade.RESTRICT))
                .isEqualTo(new Descent.Result.Kept(BLOG, "posts"));
        assertThat(below(configured, Cascade.LOCAL))
                .isEqualTo(
                        found(
                                new Descendant(COMMENT, Cascade.LOCAL),
                                new Descendant(COVER, Cascade.LOCAL),
                                new Descendant(POST, Cascade.LOCAL)));
    }
}
