package dev.outrigger.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class ValueReaderTest {
    @ParameterizedTest
    @MethodSource("acceptedTexts")
    void AC4_acceptsTextsInTheFormatOfTheirType(Scalar type, List<String> texts) {
        for (String text : texts) {
            assertThat(ValueReader.scalar(type, text))
                    .as(text)
                    .isEqualTo(new ValueReading.Normal(text));
        }
    }

    static Stream<Arguments> acceptedTexts() {
        return Stream.of(
                Arguments.of(
                        Scalar.AWS_DATE,
                        List.of(
                                "2020-01-01",
                                "1979-01-01Z",
                                "1970-01-01-07:00",
                                "2021-01-01+05:30",
                                "2021-01-01-05:30:12",
                                "2024-02-29")),
                Arguments.of(
                        Scalar.AWS_TIME,
                        List.of(
                                "12:30",
                                "12:30Z",
                                "12:30:24Z",
                                "12:30:24.1Z",
                                "12:30:24.123456789",
                                "12:30:24-07:00",
                                "12:30:24.500+05:30",
                                "12:30:24.500+05:30:00",
                                "00:00",
                                "23:59:59")),
                Arguments.of(
                        Scalar.AWS_DATE_TIME,
                        List.of(
                                "2021-01-11T12:30Z",
                                "2021-01-11T12:30:24Z",
                                "2021-01-11T12:30:24.5Z",
                                "2021-02-09T06:19:04.49Z",
                                "2021-01-11T12:30:24-07:00",
                                "2021-01-11T12:30:24.500+05:30:00")),
                Arguments.of(
                        Scalar.AWS_EMAIL,
                        List.of("a@b", "a@b.c", "john@doe.com", "o'neil+x@a-b.co.uk")),
                Arguments.of(
                        Scalar.AWS_URL,
                        List.of(
                                "http://localhost/",
                                "schema://anything",
                                "smb://a/b/c?d=e",
                                "https://example.com:8080/a/b?c=d/e//f#g",
                                "mailto:a@b.c",
                                "http://[::1]:80/x",
                                "urn:isbn:0451450523")),
                Arguments.of(
                        Scalar.AWS_PHONE,
                        List.of(
                                "+10000000000",
                                "+100 00 00",
                                "000 00000",
                                "123-456-7890",
                                "+44123456789")),
                Arguments.of(
                        Scalar.AWS_IP_ADDRESS,
                        List.of(
                                "127.0.0.1",
                                "123.123.123.123",
                                "1.1.1.1",
                                "::",
                                "::1",
                                "2001:db8:a0b:12f0::1",
                                "::ffff:10.0.0.1",
                                "0064:ff9b:0000:0000:0000:0000:1234:5678",
                                "1:2:3:4:5:6:7::",
                                "10.0.0.0/8",
                                "2001:db8::/32")),
                Arguments.of(Scalar.STRING, List.of("", "x", "😀", "' or 1=1 --")),
                Arguments.of(Scalar.ID, List.of("", "p1")));
    }

    @ParameterizedTest
    @MethodSource("rejectedTexts")
    void AC4_rejectsTextsInAnotherFormat(Scalar type, List<String> texts) {
        for (String text : texts) {
            assertThat(ValueReader.scalar(type, text))
                    .as(text)
                    .isInstanceOf(ValueReading.Rejected.class)
                    .asString()
                    .contains("must be " + type.typeName(), "found string \"" + text + "\"");
        }
    }

    static Stream<Arguments> rejectedTexts() {
        return Stream.of(
                Arguments.of(
                        Scalar.AWS_DATE,
                        List.of(
                                "",
                                "tomorrow",
                                "2021-01-1",
                                "201-01-50",
                                "2021-01-112",
                                "2021-99-99",
                                "2021-02-29",
                                "2021-01-01+5:30",
                                "2021-01-01+05:3",
                                "2021-01-01+99:02",
                                "2021-01-01-05:30:12Z",
                                "2021-01-01T12:30Z")),
                Arguments.of(
                        Scalar.AWS_TIME,
                        List.of(
                                "",
                                "1:30",
                                "24:00",
                                "12:60",
                                "12:30.Z",
                                "120:30:242Z",
                                "12:30:242Z",
                                "12:30:24-07:00Z",
                                "12:30:24.500+05:3",
                                "12:30.500+05:30",
                                "12:30:.500Z",
                                "12:30:24.1234567890")),
                Arguments.of(
                        Scalar.AWS_DATE_TIME,
                        List.of(
                                "",
                                "2021-01-11T12:30",
                                "2021-01-11T1:30Z",
                                "2021-01-11 12:30Z",
                                "2021-01-11T12:30.Z",
                                "2021-01-11T12:30:242Z",
                                "2021-01-11T12:30:24-07:00Z",
                                "2021-02-30T12:30Z",
                                "20211-01-11T12:30:00Z")),
                Arguments.of(
                        Scalar.AWS_EMAIL,
                        List.of("", "@", "a", "a@", "a@@", "@a", "a @b.c", "a@ b.c", "a@b. c")),
                Arguments.of(
                        Scalar.AWS_URL,
                        List.of(
                                "",
                                "//",
                                "//example",
                                "example",
                                "example.com/x",
                                "http://",
                                "http://a b/",
                                "https://example.com//x")),
                Arguments.of(Scalar.AWS_PHONE, List.of("", "+", "+-", "a", "bad-number", "-123")),
                Arguments.of(
                        Scalar.AWS_IP_ADDRESS,
                        List.of(
                                "",
                                " ",
                                ":",
                                ":::",
                                "1.",
                                "test",
                                "999.1.1.1",
                                " 1.1.1.1",
                                "1.1.1.1 ",
                                "-1.1.1.1",
                                "1111.111.111.111",
                                "1.0.0",
                                "::1 ",
                                "::ffff:10.0.0",
                                "1::2::3",
                                "1:2:3:4:5:6:7",
                                "1:2:3:4:5:6:7:8:9",
                                "12345::",
                                "10.0.0.0/33",
                                "::/129")));
    }

    @Test
    void AC3_saysWhatIsAllowedAndWhatWasFound() {
        assertThat(rejection(Scalar.STRING, 5)).isEqualTo("must be String, found number 5");
        assertThat(rejection(Scalar.BOOLEAN, "yes"))
                .isEqualTo("must be Boolean, found string \"yes\"");
        assertThat(rejection(Scalar.INT, 2.5))
                .isEqualTo("must be Int (a whole number of 32 bits), found number 2.5");
        assertThat(rejection(Scalar.FLOAT, List.of()))
                .isEqualTo("must be Float (a finite number), found array");
        assertThat(rejection(Scalar.STRING, Map.of())).isEqualTo("must be String, found object");
        assertThat(rejection(Scalar.INT, "x".repeat(200))).endsWith("x…\"").hasSizeLessThan(100);
    }

    @Test
    void bringsNumbersIntoNormalForm() {
        assertThat(normal(Scalar.INT, 5L)).isEqualTo(5);
        assertThat(normal(Scalar.INT, 5.0)).isEqualTo(5);
        assertThat(normal(Scalar.FLOAT, 5)).isEqualTo(5.0);
        assertThat(normal(Scalar.FLOAT, -0.0)).isEqualTo(0.0);
        assertThat(normal(Scalar.FLOAT, new BigInteger("10").pow(30))).isEqualTo(1e30);
        assertThat(normal(Scalar.AWS_TIMESTAMP, 5)).isEqualTo(5L);
        assertThat(normal(Scalar.AWS_TIMESTAMP, -1)).isEqualTo(-1L);
        assertThat(normal(Scalar.AWS_TIMESTAMP, 1772443800123L)).isEqualTo(1772443800123L);
        assertThat(normal(Scalar.ID, 7)).isEqualTo("7");
    }

    @Test
    void rejectsNumbersOutsideTheirType() {
        for (Object number :
                List.of(2147483648L, -2147483649L, 1.5, new BigInteger("9").pow(40), 1e300)) {
            assertThat(ValueReader.scalar(Scalar.INT, number))
                    .isInstanceOf(ValueReading.Rejected.class);
        }
        for (Object number : List.of(Double.NaN, Double.POSITIVE_INFINITY)) {
            assertThat(ValueReader.scalar(Scalar.FLOAT, number))
                    .isInstanceOf(ValueReading.Rejected.class);
        }
        assertThat(ValueReader.scalar(Scalar.AWS_TIMESTAMP, new BigInteger("9").pow(40)))
                .isInstanceOf(ValueReading.Rejected.class);
    }

    @Test
    void takesJsonAsItIs() {
        Object json = Map.of("a", Arrays.asList(1, null, "x"));

        assertThat(normal(Scalar.AWS_JSON, json)).isSameAs(json);
        assertThat(normal(Scalar.AWS_JSON, "text")).isEqualTo("text");
    }

    @Test
    void equalNumbersInsideJsonHaveOneFormHoweverTheyWereWritten() {
        // Given: 1E22 comes back from a database as an integer
        Object written = Map.of("a", List.of(1.0, 4e9, 0.5), "b", Map.of("c", 1e22));
        Object comesBack =
                Map.of(
                        "a",
                        List.of(1, 4_000_000_000L, 0.5),
                        "b",
                        Map.of("c", new BigInteger("10000000000000000000000")));

        // Then
        assertThat(normal(Scalar.AWS_JSON, written))
                .isEqualTo(comesBack)
                .isEqualTo(normal(Scalar.AWS_JSON, comesBack));
    }

    @Test
    void rejectsTextThatPostgresCannotHold() {
        String zero = "a\0b";
        String half = "a\uD83D";

        assertThat(rejection(Scalar.STRING, zero)).contains("U+0000");
        assertThat(rejection(Scalar.ID, half)).contains("surrogate");
        assertThat(rejection(Scalar.AWS_JSON, Map.of("a", List.of(zero)))).contains("U+0000");
        assertThat(rejection(Scalar.AWS_JSON, Map.of(half, 1))).contains("surrogate");
    }

    @Test
    void readsLongTextsAndDeepJsonWithinAnOrdinaryStack() {
        Object deep = "x";
        for (int level = 0; level < 1000; level++) {
            deep = List.of(Map.of("a", deep));
        }

        assertThat(normal(Scalar.AWS_URL, "https://a" + "/b".repeat(100_000))).isNotNull();
        assertThat(normal(Scalar.AWS_EMAIL, "a@b" + ".c".repeat(100_000))).isNotNull();
        assertThat(normal(Scalar.AWS_JSON, deep)).isSameAs(deep);
    }

    @Test
    void acceptsOnlyTheValuesOfAnEnum() {
        EnumType status = new EnumType("Status", List.of("ACTIVE", "INACTIVE"));

        assertThat(ValueReader.enumValue(status, "ACTIVE"))
                .isEqualTo(new ValueReading.Normal("ACTIVE"));
        assertThat(ValueReader.enumValue(status, "active"))
                .isEqualTo(
                        new ValueReading.Rejected(
                                "must be one of ACTIVE, INACTIVE (Status), found string"
                                        + " \"active\""));
    }

    private static Object normal(Scalar type, Object value) {
        return switch (ValueReader.scalar(type, value)) {
            case ValueReading.Normal(Object normal) -> normal;
            case ValueReading.Rejected(String reason) -> throw new AssertionError(reason);
        };
    }

    private static String rejection(Scalar type, Object value) {
        return switch (ValueReader.scalar(type, value)) {
            case ValueReading.Normal(Object normal) -> throw new AssertionError("read " + normal);
            case ValueReading.Rejected(String reason) -> reason;
        };
    }
}
