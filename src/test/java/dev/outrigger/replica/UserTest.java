package dev.outrigger.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

class UserTest {
    @Test
    void aNameIsTheSameInEveryProcessAndFitsIntoNames() {
        assertThat(new User("ann").name()).isEqualTo("jgiv4dl5jnac4").hasSize(13);
    }

    @Test
    void usersThatDifferInOneLetterHaveOtherNames() {
        assertThat(
                        IntStream.range(0, 10_000)
                                .mapToObj(number -> new User("user" + number).name())
                                .collect(Collectors.toSet()))
                .hasSize(10_000)
                .allMatch(name -> name.matches("[a-z2-7]{13}"));
    }

    @Test
    void nobodyIsWithoutAnIdentity() {
        assertThatThrownBy(() -> new User(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new User("x".repeat(User.LONGEST_IDENTITY + 1)))
                .hasMessage("an identity has 1 to 512 characters, not 513");
    }
}
