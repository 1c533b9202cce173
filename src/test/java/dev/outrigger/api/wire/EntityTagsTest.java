package dev.outrigger.api.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Version;
import dev.outrigger.sync.edit.Expected;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class EntityTagsTest {
    private static final Expected FIRST = new Expected.AsSeen(new Version(3), 17);
    private static final Expected SECOND = new Expected.AtVersion(new Version(4));

    private static EntityTags tags(String... lines) {
        return EntityTags.read(List.of(lines)).orElseThrow();
    }

    @Test
    void aStarIsAnyStateThatThereIs() {
        assertThat(tags("*").matched()).isEqualTo(new Expected.Present());
        assertThat(tags(" * ").unmatched()).isEqualTo(new Expected.Absent());
        assertThat(tags("*").names("\"3-17\"")).isTrue();
    }

    @Test
    void aListNamesTheStatesOfItsTags() {
        EntityTags both = tags("\"3-17\" ,\t\"4\"");

        assertThat(both.matched()).isEqualTo(new Expected.OneOf(List.of(FIRST, SECOND)));
        assertThat(both.unmatched()).isEqualTo(new Expected.NoneOf(List.of(FIRST, SECOND)));
        assertThat(both.names("\"3-17\"")).isTrue();
        assertThat(both.names("\"3-18\"")).isFalse();
        assertThat(tags("\"3-17\"", "\"4\"")).isEqualTo(both);
        assertThat(tags(",\"3-17\",, \"4\",")).isEqualTo(both);
    }

    @Test
    void theOnlyTagOfAListIsTheStateItself() {
        assertThat(tags("\"3-17\"").matched()).isEqualTo(FIRST);
    }

    @Test
    void aWeakTagTellsOneStateFromAnotherOnlyWhereItNeedNot() {
        EntityTags weak = tags("W/\"3-17\"");

        assertThat(weak.matched()).isEqualTo(new Expected.OneOf(List.of()));
        assertThat(weak.unmatched()).isEqualTo(new Expected.NoneOf(List.of(FIRST)));
        assertThat(weak.names("\"3-17\"")).isTrue();
    }

    @Test
    void whatOthersHaveMadeUpIsOfNoState() {
        assertThat(tags("\"a,b\", \"3-17\"").matched()).isEqualTo(FIRST);
        assertThat(tags("\"\"").unmatched()).isEqualTo(new Expected.NoneOf(List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",", "4", "\"4", "4\"", "w/\"4\"", "W/4", "*, \"4\"", "\"4\" \"5\""})
    void anythingElseIsNoListOfEntityTags(String text) {
        assertThat(EntityTags.read(List.of(text))).isEmpty();
    }
}
