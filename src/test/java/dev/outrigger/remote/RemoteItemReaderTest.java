package dev.outrigger.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.json.Json;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Version;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.UnreadItem;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class RemoteItemReaderTest {
    private final RemoteItemReader reader = RemoteFixture.POST.reader();

    @Test
    void takesKeyVersionAndBackendTime() {
        // When
        RemoteItem taken = taken(RemoteFixture.post("p1", 4));

        // Then
        assertThat(taken.key()).isEqualTo(RemoteFixture.KEY);
        assertThat(taken.version()).isEqualTo(new Version(4));
        assertThat(taken.lastChangedAt()).isEqualTo(Instant.ofEpochMilli(1772443800123L));
        assertThat(taken.presence()).isEqualTo(Presence.LIVE);
        assertThat(taken.item().fields().keySet())
                .containsExactlyElementsOf(
                        RemoteFixture.POST.model().fields().stream().map(f -> f.name()).toList());
    }

    @Test
    void takesATombstone() {
        assertThat(taken(RemoteFixture.tombstone("p1", 5)).presence())
                .isEqualTo(Presence.TOMBSTONE);
    }

    @Test
    void bringsValuesIntoNormalForm() {
        // When
        Item item =
                taken(
                                with(
                                        """
                                        "rating":5,"score":4,"published":true,"seenAt":12,
                                        "day":"2026-03-02","tags":["a",null],
                                        "origin":{"city":"Oslo"}\
                                        """))
                        .item();

        // Then
        assertThat(item.value("rating")).isEqualTo(5);
        assertThat(item.value("score")).isEqualTo(4.0);
        assertThat(item.value("published")).isEqualTo(true);
        assertThat(item.value("seenAt")).isEqualTo(12L);
        assertThat(item.value("day")).isEqualTo("2026-03-02");
        assertThat(item.value("tags")).isEqualTo(Arrays.asList("a", null));
        Map<String, @Nullable Object> origin = new HashMap<>();
        origin.put("city", "Oslo");
        origin.put("notes", null);
        origin.put("inner", null);
        assertThat(item.value("origin")).isEqualTo(origin);
    }

    @Test
    void decodesJsonAtEveryDepth() {
        // When
        Item item =
                taken(
                                with(
                                        """
                                        "extra":"{\\"a\\":[1,null]}","extras":["1","\\"x\\""],
                                        "origin":{"city":"Oslo","notes":"[true]"}\
                                        """))
                        .item();

        // Then
        assertThat(Json.write(item.value("extra"))).isEqualTo("{\"a\":[1,null]}");
        assertThat(item.value("extras")).isEqualTo(List.of(1, "x"));
        assertThat((Map<?, ?>) item.value("origin")).extracting("notes").isEqualTo(List.of(true));
    }

    @Test
    void takesJsonThatNamesAMemberTwice() {
        assertThat(taken(with("\"extra\":\"{\\\"a\\\":1,\\\"a\\\":2}\"")).item().value("extra"))
                .isEqualTo(Map.of("a", 2));
    }

    @Test
    void AC127_takesAnEnumValueThatTheSchemaDoesNotKnow() {
        assertThat(taken(with("\"status\":\"ARCHIVED\"")).item().value("status"))
                .isEqualTo("ARCHIVED");
    }

    @Test
    void takesAnItemWithoutARequiredField() {
        // When
        RemoteItem taken = taken("{\"id\":\"p1\",\"_version\":1,\"_lastChangedAt\":1}");

        // Then
        assertThat(taken.item().value("title")).isNull();
    }

    @Test
    void takesTextThatIsNoDate() {
        assertThat(taken(with("\"day\":\"soon\"")).item().value("day")).isEqualTo("soon");
    }

    @Test
    void leavesOutFieldsThatTheModelDoesNotHave() {
        assertThat(taken(with("\"invented\":1,\"__typename\":\"Post\"")).item().fields())
                .doesNotContainKeys("invented", "__typename");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "rating":"five"        | /rating is text that cannot be taken as Int
                    "rating":4294967296    | /rating is a number that cannot be taken as Int
                    "score":true           | /score is a boolean that cannot be taken as Float
                    "published":1          | /published is a number that cannot be taken as Boolean
                    "title":{}             | /title is an object that cannot be taken as String
                    "status":7             | /status is a number that cannot be taken as PostStatus
                    "tags":"a"             | /tags is text that cannot be taken as a list of String
                    "tags":["a",1]         | /tags/1 is a number that cannot be taken as String
                    "origin":"Oslo"        | /origin is text that cannot be taken as Place
                    "origin":{"city":1}    | /origin/city is a number that cannot be taken as String
                    "title":"\\u0000"      | /title is text that cannot be taken as String
                    "extra":"s3cret"       | /extra is text that is not JSON
                    "id":null              | /id is null, but part of the key
                    "_version":0           | /_version is a number, not a positive integer
                    "_version":null        | /_version is null, not a positive integer
                    "_lastChangedAt":"now" | /_lastChangedAt is text, not a positive integer
                    """)
    void rejectsWhatHasNoNormalForm(String member, String reason) {
        assertThat(rejected(decoded(with(member))).reason()).isEqualTo(reason);
    }

    @Test
    void rejectsNull() {
        assertThat(rejected(null))
                .isEqualTo(new UnreadItem("Post", null, null, "null", "it is null, not an object"));
    }

    @Test
    void AC127_whatItRejectsIsKeptAsItCameWithKeyAndVersionWhereTheseAreFine() {
        // Given
        Object json = decoded(with("\"status\":7"));

        // When
        UnreadItem unread = rejected(json);

        // Then
        assertThat(unread.key()).isEqualTo(new ItemKey("Post", List.of("p1")));
        assertThat(unread.version()).isEqualTo(new Version(1));
        assertThat(unread.json()).isEqualTo(Json.write(json));
        assertThat(rejected(decoded(with("\"id\":null"))).key()).isNull();
        assertThat(rejected(decoded(with("\"_version\":0"))).version()).isNull();
    }

    private UnreadItem rejected(@Nullable Object json) {
        return ((RemoteReading.Rejected) reader.read(json)).item();
    }

    private RemoteItem taken(String json) {
        return ((RemoteReading.Taken) reader.read(decoded(json))).item();
    }

    /// A post with these members instead of, or besides, the usual ones.
    private static String with(String members) {
        Map<String, @Nullable Object> item = Json.readObject(RemoteFixture.post("p1", 1));
        item.putAll(Json.readObject("{" + members + "}"));
        return Json.write(item);
    }

    private static Map<String, @Nullable Object> decoded(String json) {
        return Json.readObject(json);
    }
}
