package dev.outrigger.replica;

import static dev.outrigger.replica.StoreUnderTest.ids;
import static dev.outrigger.replica.StoreUnderTest.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.predicate.Operator;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.testing.BlogSchema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;

/// Predicates that follow relations over several levels, or to one model on several paths.
interface RelatingContract extends StoreUnderTest {
    private static Predicate related(String model, String relation, Predicate predicate) {
        return new Predicate.Related(
                BlogSchema.model(model).relation(relation).orElseThrow(), predicate);
    }

    private static Predicate named(String model, String name) {
        return test(model, "name", Operator.EQ, name);
    }

    /// A comment under a post of a blog of this name.
    private void thread(String id, String blog) {
        replica().create("Blog", "id", "b" + id, "name", blog);
        replica().create("Post", "id", "p" + id, "title", "T" + id, "blogID", "b" + id);
        replica().create("Comment", "id", "c" + id, "content", "C", "postID", "p" + id);
    }

    private void folder(String id, String name, @Nullable String parent) {
        replica().create("Folder", "id", id, "name", name, "parentID", parent);
    }

    private List<Object> comments(Predicate ofTheirPost) {
        return ids(replica().matching("Comment", related("Comment", "post", ofTheirPost)));
    }

    @Test
    default void AC38_aChainOfParentsIsFollowedThroughGroupsAtItsEnd() {
        // Given
        thread("1", "rivers");
        thread("2", "lakes");
        thread("3", "seas");

        // When
        Predicate either =
                new Predicate.Or(List.of(named("Blog", "rivers"), named("Blog", "seas")));
        Predicate narrowed =
                new Predicate.And(
                        List.of(either, new Predicate.Not(test("Blog", "id", Operator.EQ, "b3"))));

        // Then
        assertThat(comments(related("Post", "blog", either))).containsExactly("c1", "c3");
        assertThat(comments(related("Post", "blog", narrowed))).containsExactly("c1");
    }

    @Test
    default void AC38_aPathThatIsLongerThanTheItemsMatchesNothing() {
        // Given
        folder("f1", "top", null);
        folder("f2", "below", "f1");

        // When
        Predicate twoUp =
                related("Folder", "parent", related("Folder", "parent", named("Folder", "top")));

        // Then
        assertThat(ids(replica().matching("Folder", twoUp))).isEmpty();
    }

    @Test
    default void AC44_twoPathsToOneModelDoNotAffectEachOther() {
        // Given
        folder("f1", "a", null);
        folder("f2", "middle", "f1");
        folder("f3", "b", "f2");
        folder("f4", "b", null);
        folder("f5", "middle", "f4");
        folder("f6", "a", "f5");

        // When
        Predicate aboveA = related("Folder", "parent", named("Folder", "a"));
        Predicate belowB = related("Folder", "folders", named("Folder", "b"));
        Predicate both = new Predicate.And(List.of(aboveA, belowB));
        Predicate onlyOne = new Predicate.And(List.of(aboveA, new Predicate.Not(belowB)));

        // Then
        assertThat(ids(replica().matching("Folder", both))).containsExactly("f2");
        assertThat(ids(replica().matching("Folder", onlyOne))).isEmpty();
    }
}
