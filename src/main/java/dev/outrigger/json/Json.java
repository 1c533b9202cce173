package dev.outrigger.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Map;

/// JSON in decoded form: `Map` in the order of the text, `List`, `String`, `Integer`, `Long`,
/// `BigInteger`, `Double`, `Boolean` and null.
public final class Json {
    /// Levels of a text; every level costs a stack frame in all code that walks the value.
    public static final int MAXIMUM_DEPTH = 128;

    private static final ObjectMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAXIMUM_DEPTH)
                                                    .build())
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build();
    private static final ObjectMapper ANSWERS =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAXIMUM_DEPTH)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build();
    private static final Separators FOR_PEOPLE =
            Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator("");

    private Json() {}

    /// The value that a text from outside holds.
    public static @Nullable Object read(String text) throws MalformedJson {
        try {
            return MAPPER.readValue(text, Object.class);
        } catch (JsonProcessingException problem) {
            throw new MalformedJson(describe(problem));
        }
    }

    /// As [#read(String)], for a text in UTF-8.
    public static @Nullable Object read(byte[] text) throws MalformedJson {
        return read(text, MAPPER);
    }

    private static @Nullable Object read(byte[] text, ObjectMapper mapper) throws MalformedJson {
        try {
            return mapper.readValue(text, Object.class);
        } catch (JsonProcessingException problem) {
            throw new MalformedJson(describe(problem));
        } catch (IOException notText) {
            // Jackson takes some first bytes for UTF-16 or UTF-32, and then cannot decode the rest.
            throw new MalformedJson("the bytes are not UTF-8");
        }
    }

    /// As [#read(byte[])], of an answer: whoever serialised it named no member twice, and looking
    /// for that costs a good part of the reading.
    public static @Nullable Object readAnswer(byte[] text) throws MalformedJson {
        return read(text, ANSWERS);
    }

    /// As [#readAnswer(byte[])], of a text inside an answer.
    public static @Nullable Object readAnswer(String text) throws MalformedJson {
        try {
            return ANSWERS.readValue(text, Object.class);
        } catch (JsonProcessingException problem) {
            throw new MalformedJson(describe(problem));
        }
    }

    /// The object that one of our own texts holds.
    ///
    /// @throws IllegalStateException when it is not one: what we wrote was damaged
    @SuppressWarnings("unchecked")
    public static Map<String, @Nullable Object> readObject(String text) {
        try {
            return (Map<String, @Nullable Object>) MAPPER.readValue(text, Map.class);
        } catch (JsonProcessingException problem) {
            throw new IllegalStateException("stored JSON is damaged: " + describe(problem));
        }
    }

    public static String write(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("value cannot be JSON", impossible);
        }
    }

    /// On many lines, for people.
    public static String writePretty(@Nullable Object value) {
        try {
            return MAPPER.writer(new DefaultPrettyPrinter(FOR_PEOPLE)).writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("value cannot be JSON", impossible);
        }
    }

    /// In UTF-8.
    public static byte[] writeBytes(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("value cannot be JSON", impossible);
        }
    }

    private static String reason(JsonProcessingException problem) {
        return switch (problem) {
            case StreamConstraintsException _ ->
                    "it is nested deeper than "
                            + MAXIMUM_DEPTH
                            + " levels, or holds a number or text that is too long";
            // Jackson names its own classes here, which is nothing for a client.
            case MismatchedInputException empty when isEmpty(empty) -> "there is no value";
            case MismatchedInputException _ -> "something follows the value";
            case JsonProcessingException other -> other.getOriginalMessage();
        };
    }

    private static boolean isEmpty(MismatchedInputException problem) {
        return problem.getOriginalMessage().startsWith("No content");
    }

    private static String describe(JsonProcessingException problem) {
        JsonLocation place = problem.getLocation();
        String where =
                place == null
                        ? ""
                        : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
        return reason(problem) + where;
    }
}
