package dev.outrigger.backend.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

class ClaimsTest {
    @Test
    void joinsTheClaimsOfARuleAndTakesEachOfThemAlone() {
        var claims = new Claims(Map.of("sub", "s1", "username", "ana"));

        assertThat(claims.ownerName("sub::username")).contains("s1::ana");
        assertThat(claims.names("sub::username")).containsExactly("s1::ana", "s1", "ana");
    }

    @Test
    void takesOneClaimAsItIs() {
        var claims = new Claims(Map.of("sub", "s1", "email", "ana@example.com"));

        assertThat(claims.names("email")).containsExactly("ana@example.com");
        assertThat(claims.names("sub::email"))
                .containsExactly("s1::ana@example.com", "s1", "ana@example.com");
    }

    @Test
    void findsTheUsernameOfAnIdToken() {
        var claims = new Claims(Map.of("sub", "s1", "cognito:username", "ana"));

        assertThat(claims.ownerName("sub::username")).contains("s1::ana");
    }

    @Test
    void namesNoOwnerWhenAClaimIsMissing() {
        var claims = new Claims(Map.of("sub", "s1"));

        assertThat(claims.ownerName("sub::username")).isEmpty();
        assertThat(claims.names("sub::username")).containsExactly("s1");
        assertThat(claims.names("email")).isEmpty();
    }

    @Test
    void takesNoNameThatCouldBeSomebodyElses() {
        var claims = new Claims(Map.of("sub", "s2", "username", "s1::ana"));

        assertThat(claims.names("sub::username")).containsExactly("s2");
        assertThat(new Claims(Map.of("email", "s1::ana")).names("email")).isEmpty();
        assertThat(new Claims(Map.of("email", " ")).names("email")).isEmpty();
        assertThat(new Claims(Map.of("email", List.of("a"))).names("email")).isEmpty();
    }

    @Test
    void readsGroupsFromAnArrayOrAStringOfJsonOrOneName() {
        assertThat(groups(List.of("a", "b"))).containsExactly("a", "b");
        assertThat(groups("[\"a\", \"b\"]")).containsExactly("a", "b");
        assertThat(groups("a")).containsExactly("a");
        assertThat(groups("a, b")).containsExactly("a, b");
        assertThat(groups(Arrays.asList("a", null, 3, ""))).containsExactly("a");
        assertThat(groups(Map.of("a", true))).isEmpty();
        assertThat(new Claims(Map.of()).groups("g")).isEmpty();
    }

    private static Set<String> groups(Object claim) {
        return new Claims(Map.of("g", claim)).groups("g");
    }
}
