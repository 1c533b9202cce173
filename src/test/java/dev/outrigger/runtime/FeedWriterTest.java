package dev.outrigger.runtime;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.replica.ReplicaUnreachable;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.reconcile.Applied;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/// How the changefeed's items get into the store, which answers when the test says so.
class FeedWriterTest {
    private final List<List<RemoteItem>> asked = new ArrayList<>();
    private final Deque<CompletableFuture<Applied>> open = new ArrayDeque<>();
    private final List<String> failures = new ArrayList<>();
    private final FeedWriter feed =
            new FeedWriter(
                    store(),
                    Runnable::run,
                    4,
                    (session, reason) -> failures.add(session + ": " + reason));

    @SuppressWarnings("unchecked")
    private ReplicaStore store() {
        return (ReplicaStore)
                Proxy.newProxyInstance(
                        ReplicaStore.class.getClassLoader(),
                        new Class<?>[] {ReplicaStore.class},
                        (_, method, arguments) -> {
                            assertThat(method.getName()).isEqualTo("apply");
                            asked.add(List.copyOf((List<RemoteItem>) arguments[1]));
                            open.add(new CompletableFuture<>());
                            return open.getLast();
                        });
    }

    private static RemoteItem post(int number) {
        return anItem("Post").withId("p" + number).withVersion(1).remote();
    }

    private static RemoteItem comment(int number) {
        return anItem("Comment").withId("c" + number).withVersion(1).remote();
    }

    private static List<RemoteItem> posts(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(FeedWriterTest::post).toList();
    }

    private void stored() {
        open.remove().complete(Applied.none());
    }

    @Test
    void whatComesWhileItemsAreBeingStoredGoesTogetherAfterwards() {
        // Given
        feed.store(1, posts(1, 1));
        feed.store(1, posts(2, 2));
        feed.store(1, posts(3, 3));
        List<List<RemoteItem>> before = List.copyOf(asked);

        // When
        stored();

        // Then
        assertThat(before).containsExactly(posts(1, 1));
        assertThat(asked).containsExactly(posts(1, 1), posts(2, 3));
    }

    @Test
    void itemsOfSeveralModelsKeepTheirOrder() {
        // When
        feed.store(1, List.of(post(1), post(2), comment(1), post(3)));

        // Then
        assertThat(asked).containsExactly(posts(1, 2), List.of(comment(1)), posts(3, 3));
    }

    @Test
    void moreThanMayWaitIsGivenUpAndTold() {
        // Given
        feed.store(1, posts(1, 1));
        feed.store(1, posts(2, 5));

        // When
        feed.store(1, posts(6, 6));
        stored();

        // Then
        assertThat(failures)
                .containsExactly("1: the changefeed tells more than can be stored in time");
        assertThat(asked).containsExactly(posts(1, 1));
    }

    @Test
    void aBufferThatIsLargerThanWhatMayWaitIsStoredWhenNothingIs() {
        // When
        feed.store(1, posts(1, 9));

        // Then
        assertThat(asked).containsExactly(posts(1, 9));
        assertThat(failures).isEmpty();
    }

    @Test
    void aStoreThatFailsIsToldAndWhatWaitedForItIsLeftToTheNextPull() {
        // Given
        feed.store(1, posts(1, 1));
        feed.store(1, posts(2, 2));

        // When
        open.remove()
                .completeExceptionally(new ReplicaUnreachable("gone", new IllegalStateException()));
        feed.store(2, posts(3, 3));

        // Then
        assertThat(failures).containsExactly("1: gone");
        assertThat(asked).containsExactly(posts(1, 1), posts(3, 3));
    }

    @Test
    void whatIsLeftOfAnOlderSessionIsNotStoredInANewOne() {
        // Given
        feed.store(1, posts(1, 1));
        feed.store(1, posts(2, 2));

        // When
        feed.store(2, posts(3, 3));
        stored();

        // Then
        assertThat(asked).containsExactly(posts(1, 1), posts(3, 3));
    }
}
