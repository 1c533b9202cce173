package dev.outrigger.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The two writers of JSON agree to the letter.
class JsonAppenderTest {
    static Stream<Object> values() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("plain", "text");
        members.put("a \"quoted\" key", null);
        members.put("nested", Map.of("list", Arrays.asList(1, null, List.of(), Map.of())));
        return Stream.of(
                members,
                "",
                "ünï😀 \u2028 \u007f",
                "tab\t line\n quote\" back\\ zero\u0001 slash/",
                1,
                -7L,
                1.0E10,
                0.1,
                new BigInteger("123456789012345678901234567890"),
                true,
                List.of("one", "two"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueIsWrittenAsTheOtherWriterDoes(Object value) {
        StringBuilder text = new StringBuilder();
        JsonAppender.append(text, value);

        assertThat(text).hasToString(Json.write(value));
    }
}
