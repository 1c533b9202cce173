package dev.outrigger.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.json.Json;
import dev.outrigger.model.Field;

import org.junit.jupiter.api.Test;

import java.util.List;

class WireInputTest {
    private final WireInput wire = new WireInput(RemoteFixture.SCHEMA);
    private final List<Field> fields = RemoteFixture.POST.model().fields();

    @Test
    void writesJsonAsAStringAtEveryDepth() {
        assertThat(
                        written(
                                """
                                {"extra":{"a":[1]},"extras":[[1],"x",null],\
                                "origin":{"city":"Oslo","notes":{"b":true}}}\
                                """))
                .isEqualTo(
                        """
                        {"extra":"{\\"a\\":[1]}","extras":["[1]","\\"x\\"",null],\
                        "origin":{"city":"Oslo","notes":"{\\"b\\":true}"}}\
                        """);
    }

    @Test
    void leavesEverythingElseAsItIs() {
        // Given
        String input = "{\"id\":\"p1\",\"title\":\"{}\",\"extra\":null,\"_version\":3}";

        // Then
        assertThat(written(input)).isEqualTo(input);
    }

    private String written(String input) {
        return Json.write(wire.of(fields, Json.readObject(input)));
    }
}
