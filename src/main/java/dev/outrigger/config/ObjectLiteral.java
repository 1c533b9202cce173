package dev.outrigger.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the one object that a file of JSON or a JavaScript module consists of. Nothing is run:
/// what is not written out as a plain value is an error.
final class ObjectLiteral {
    /// Comments, then `const NAME =` or `export default`, in any of their forms.
    private static final Pattern BEFORE =
            Pattern.compile(
                    "(?s)(?:\\s|//[^\\n"
                        + "]*|/\\*.*?\\*/|['\"]use strict['\"];?)*+"
                        + "(?:(?:export\\s+)?(?:const|let|var)\\s+\\w+\\s*(?::\\s*\\w+\\s*)?=\\s*"
                        + "|export\\s+default\\s+|module\\.exports\\s*=\\s*)?");

    private static final Pattern AFTER =
            Pattern.compile(
                    "(?s)(?:\\s|;|//[^\\n]*|/\\*.*?\\*/|export\\s+default\\s+\\w+"
                            + "|module\\.exports\\s*=\\s*\\w+|as\\s+const)*+");
    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                                    .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                                    .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
                                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build();

    private ObjectLiteral() {}

    /// What came of it.
    sealed interface Outcome {
        record Found(Map<?, ?> object) implements Outcome {}

        /// @param place `LINE:COLUMN`
        record Malformed(String place, String reason) implements Outcome {}
    }

    static Outcome read(String text) {
        Matcher before = BEFORE.matcher(text);
        int start = before.lookingAt() ? before.end() : 0;
        if (start == text.length() || text.charAt(start) != '{') {
            return malformed(text, start, "an object is expected here, as { … }");
        }
        try (JsonParser parser = MAPPER.createParser(text.substring(start))) {
            Map<?, ?> object = MAPPER.readValue(parser, Map.class);
            int end = start + (int) parser.currentLocation().getCharOffset();
            Matcher after = AFTER.matcher(text).region(end, text.length());
            int rest = after.lookingAt() ? after.end() : end;
            return rest == text.length()
                    ? new Outcome.Found(object)
                    : malformed(text, rest, "nothing may follow the object but its export");
        } catch (JsonProcessingException problem) {
            JsonLocation location = problem.getLocation();
            int offset = location == null ? 0 : (int) Math.max(0, location.getCharOffset());
            return malformed(
                    text, start + offset, "only plain values are read: " + reason(problem));
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
    }

    /// Without an excerpt of the text, which may hold a key.
    private static String reason(JsonProcessingException problem) {
        String message = problem.getOriginalMessage();
        return message.startsWith("Unrecognized token") ? "this is none" : message;
    }

    private static Outcome malformed(String text, int offset, String reason) {
        int end = Math.min(offset, text.length());
        String before = text.substring(0, end);
        long line = before.chars().filter(each -> each == '\n').count() + 1;
        int column = end - before.lastIndexOf('\n');
        return new Outcome.Malformed(line + ":" + column, reason);
    }
}
