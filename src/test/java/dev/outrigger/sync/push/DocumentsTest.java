package dev.outrigger.sync.push;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.PendingMutation;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// How mutations are divided into documents.
class DocumentsTest {
    private static List<PendingMutation> mutations(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> anItem("Post").withId("p" + number).creating(number))
                .toList();
    }

    private static PendingMutation wide(int number, int characters) {
        return anItem("Post")
                .withId("p" + number)
                .with("title", "x".repeat(characters))
                .creating(number);
    }

    private static List<Integer> sizes(Documents documents, List<PendingMutation> waiting) {
        return sizes(documents, waiting, _ -> false);
    }

    private static List<Integer> sizes(
            Documents documents, List<PendingMutation> waiting, Predicate<PendingMutation> alone) {
        return documents.of(waiting, each -> each, alone).stream().map(List::size).toList();
    }

    @Test
    void aFewMutationsGoSideBySide() {
        assertThat(sizes(new Documents(4, 25, 10_000), mutations(3))).containsExactly(1, 1, 1);
    }

    @Test
    void moreMutationsThanLanesShareThemEvenly() {
        assertThat(sizes(new Documents(4, 25, 10_000), mutations(10))).containsExactly(3, 3, 3, 1);
    }

    @Test
    void noDocumentHasMoreThanItMayHave() {
        // Given
        Documents documents = new Documents(2, 5, 10_000);

        // Then
        assertThat(documents.room()).isEqualTo(10);
        assertThat(sizes(documents, mutations(30))).containsExactly(5, 5);
    }

    @Test
    void noLaneNoDocument() {
        // Given
        Documents documents = new Documents(-1, 5, 10_000);

        // Then
        assertThat(documents.room()).isZero();
        assertThat(sizes(documents, List.of())).isEmpty();
    }

    @Test
    void whatMustBeAloneSharesItsDocumentWithNothingBeforeOrAfterIt() {
        // Given
        Predicate<PendingMutation> third = each -> each.id() == 3;

        // Then
        assertThat(sizes(new Documents(3, 25, 10_000), mutations(6), third))
                .containsExactly(2, 1, 2);
        assertThat(sizes(new Documents(2, 25, 10_000), mutations(3), _ -> true))
                .containsExactly(1, 1);
    }

    @Test
    void longValuesMakeDocumentsOfFewerMutationsAndWhatIsTooLongGoesAlone() {
        // Given
        List<PendingMutation> waiting =
                List.of(wide(1, 400), wide(2, 400), wide(3, 5_000), wide(4, 400));

        // Then
        assertThat(sizes(new Documents(1, 25, 1_000), waiting)).containsExactly(2);
        assertThat(sizes(new Documents(2, 2, 1_000), waiting)).containsExactly(2, 1);
        assertThat(sizes(new Documents(1, 25, 1_000), waiting.subList(2, 4))).containsExactly(1);
    }
}
