package dev.outrigger.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Item;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What holds for every predicate: drawn from seeds, to depth 4, on drawn items.
class PredicatePropertyTest {
    private static final int SEEDS = 2000;
    private static final int ITEMS = 20;
    private static final int DEPTH = 4;

    @Test
    void AC36_aFilterReadBackMatchesTheSameItems() {
        holdsEqually(predicate -> PredicateFixture.predicate(PredicateFilter.of(predicate)));
    }

    @Test
    void AC36_doubleNegationIsIdentity() {
        holdsEqually(predicate -> new Predicate.Not(new Predicate.Not(predicate)));
    }

    @Test
    void AC36_negationOfAGroupIsTheOtherGroupOfNegations() {
        holdsEqually(PredicatePropertyTest::byDeMorgan);
    }

    @Test
    void negationMatchesExactlyTheOthers() {
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomPredicates drawn = new RandomPredicates(seed);
            Predicate predicate = drawn.predicate(DEPTH);
            for (Item item : items(drawn)) {
                assertThat(matches(new Predicate.Not(predicate), item))
                        .as("seed %d", seed)
                        .isNotEqualTo(matches(predicate, item));
            }
        }
    }

    @Test
    void drawsPredicatesThatMatchSomeAndNotAll() {
        long matching = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomPredicates drawn = new RandomPredicates(seed);
            Predicate predicate = drawn.predicate(DEPTH);
            matching += items(drawn).stream().filter(item -> matches(predicate, item)).count();
        }
        assertThat(matching).isBetween(SEEDS * ITEMS / 10L, SEEDS * ITEMS * 9L / 10);
    }

    private static void holdsEqually(UnaryOperator<Predicate> transformation) {
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomPredicates drawn = new RandomPredicates(seed);
            Predicate predicate = drawn.predicate(DEPTH);
            Predicate transformed = transformation.apply(predicate);
            for (Item item : items(drawn)) {
                assertThat(matches(transformed, item))
                        .as("seed %d: %s became %s", seed, predicate, transformed)
                        .isEqualTo(matches(predicate, item));
            }
        }
    }

    /// The predicate without any negation of a group.
    private static Predicate byDeMorgan(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Not(Predicate.And(List<Predicate> parts)) ->
                    new Predicate.Or(negated(parts));
            case Predicate.Not(Predicate.Or(List<Predicate> parts)) ->
                    parts.isEmpty() ? new Predicate.All() : new Predicate.And(negated(parts));
            case Predicate.Not(Predicate.Not(Predicate part)) -> byDeMorgan(part);
            case Predicate.And(List<Predicate> parts) ->
                    new Predicate.And(
                            parts.stream().map(PredicatePropertyTest::byDeMorgan).toList());
            case Predicate.Or(List<Predicate> parts) ->
                    new Predicate.Or(
                            parts.stream().map(PredicatePropertyTest::byDeMorgan).toList());
            case Predicate.Not _,
                    Predicate.All _,
                    Predicate.Test _,
                    Predicate.Size _,
                    Predicate.Search _,
                    Predicate.Related _ ->
                    predicate;
        };
    }

    private static List<Predicate> negated(List<Predicate> parts) {
        return parts.stream().map(part -> byDeMorgan(new Predicate.Not(part))).toList();
    }

    private static List<Item> items(RandomPredicates drawn) {
        return Stream.generate(drawn::item).limit(ITEMS).toList();
    }

    private static boolean matches(Predicate predicate, Item item) {
        return PredicateEvaluator.matches(predicate, item, RelatedItems.none());
    }
}
