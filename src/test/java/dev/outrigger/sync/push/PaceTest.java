package dev.outrigger.sync.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// How many lanes and how large documents delivery dares, after what the backend answered.
class PaceTest {
    private static final PushLimits LIMITS = PushLimits.of(8, 25);

    private final Pace full = Pace.full(LIMITS);

    /// So many documents more were made.
    private static Pace documents(Pace pace, int count) {
        Pace next = pace;
        for (int document = 0; document < count; document++) {
            next = next.oneMore();
        }
        return next;
    }

    /// So many documents more were made and taken.
    private static Pace taken(Pace pace, int count) {
        Pace next = pace;
        for (int document = 0; document < count; document++) {
            next = next.oneMore();
            next = next.took(next.documents());
        }
        return next;
    }

    @Test
    void aFailureHalvesTheLanesAndTheDocumentsThatWereOnTheirWayWithItDoNotAgain() {
        // Given
        Pace eight = documents(full, 8);

        // When
        Pace once = eight.failed(1);
        Pace allEight = once;
        for (long document = 2; document <= 8; document++) {
            allEight = allEight.failed(document);
        }

        // Then
        assertThat(once.lanes().now()).isEqualTo(4);
        assertThat(allEight.lanes().now()).isEqualTo(4);
        assertThat(allEight.failures()).isEqualTo(8);
    }

    @Test
    void aLaterFailureHalvesThemAgainAndOneIsLeft() {
        // Given
        Pace pace = full;

        // When
        for (int failure = 0; failure < 10; failure++) {
            pace = pace.oneMore();
            pace = pace.failed(pace.documents());
        }

        // Then
        assertThat(pace.lanes().now()).isEqualTo(1);
    }

    @Test
    void oneLaneComesBackForEachDocumentOfEveryLane() {
        // Given
        Pace four = full.oneMore().failed(1);

        // Then
        assertThat(taken(four, 3).lanes().now()).isEqualTo(4);
        assertThat(taken(four, 4).lanes().now()).isEqualTo(5);
        assertThat(taken(four, 4 + 5).lanes().now()).isEqualTo(6);
        assertThat(taken(four, 1_000).lanes().now()).isEqualTo(8);
    }

    @Test
    void aDocumentCountsOnceHoweverManyMutationsOfItAreTaken() {
        // Given
        Pace four = documents(full.oneMore().failed(1), 1);

        // When
        Pace pace = four;
        for (int mutation = 0; mutation < 25; mutation++) {
            pace = pace.took(2);
        }

        // Then
        assertThat(pace.lanes().now()).isEqualTo(4);
    }

    @Test
    void documentsThatAreRefusedAsAWholeAreHalvedUntilTheyHaveOneMutation() {
        // Given
        Pace pace = full;

        // When
        for (int document = 0; document < 5; document++) {
            pace = pace.oneMore();
            pace = pace.refused(pace.documents());
        }

        // Then
        assertThat(pace.batch().now()).isEqualTo(1);
        assertThat(pace.lanes().now()).isEqualTo(8);
        assertThat(pace.failures()).isZero();
    }

    @Test
    void largerDocumentsAreTriedAgainAfterThirtyTwoThatWereTaken() {
        // Given
        Pace twelve = full.oneMore().refused(1);

        // Then
        assertThat(twelve.batch().now()).isEqualTo(12);
        assertThat(taken(twelve, 31).batch().now()).isEqualTo(12);
        assertThat(taken(twelve, 32).batch().now()).isEqualTo(24);
        assertThat(taken(twelve, 64).batch().now()).isEqualTo(25);
    }

    @Test
    void aStoreThatDoesNotAnswerSaysNothingOfTheBackend() {
        // When
        Pace pace = documents(full, 1).failed();

        // Then
        assertThat(pace.lanes().now()).isEqualTo(8);
        assertThat(pace.failures()).isEqualTo(1);
    }
}
