package dev.outrigger.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.Map;

class MembersTest {
    @Test
    void areWrittenInTheOrderInWhichTheyWereNamed() {
        // Given
        StringBuilder expected = new StringBuilder("{\"z\":0");
        Members members = Members.of("z", 0);

        // When
        for (char name = 'y'; name >= 'a'; name--) {
            members.and(String.valueOf(name), 1);
            expected.append(",\"").append(name).append("\":1");
        }

        // Then
        assertThat(Json.write(members.json())).isEqualTo(expected + "}");
    }

    @Test
    void cannotBeChangedByTheirReader() {
        Map<String, Object> json = Members.of("a", 1).json();
        assertThatThrownBy(() -> json.put("b", 2))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
