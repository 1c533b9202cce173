package dev.outrigger.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class PostmasterFileTest {
    private static final List<String> STARTING =
            List.of(
                    "4711",
                    "/data",
                    "1795177568",
                    "23456",
                    "",
                    "localhost",
                    "  2154498  8",
                    "starting");

    @Test
    void isReadyOnlyWhenTheServerSaysSo() {
        // Given
        var ready = new ArrayList<>(STARTING);
        ready.set(7, "ready   ");

        // Then
        assertThat(PostmasterFile.parse(STARTING)).contains(new PostmasterFile(4711, false));
        assertThat(PostmasterFile.parse(ready)).contains(new PostmasterFile(4711, true));
    }

    @Test
    void isNotReadyWhileTheStatusIsNotWrittenYet() {
        assertThat(PostmasterFile.parse(STARTING.subList(0, 5)))
                .contains(new PostmasterFile(4711, false));
    }

    @Test
    void isAbsentWhileTheProcessIsNotWrittenYet() {
        assertThat(PostmasterFile.parse(List.of())).isEmpty();
        assertThat(PostmasterFile.parse(List.of(""))).isEmpty();
    }
}
