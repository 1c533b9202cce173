package dev.outrigger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outrigger.config.ApiConfig;
import dev.outrigger.config.ListenConfig;
import dev.outrigger.config.NamedSections;
import dev.outrigger.config.SearchConfig;
import dev.outrigger.testing.Schemas;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// What is configured to be searched can be searched, from start to start.
class SearchSettingIT {
    private static final String HARES =
            "/v1/models/Post?filter=%7B%22title%22%3A%7B%22search%22%3A%22hares%22%7D%7D";

    private final RestartableSidecar sidecar = new RestartableSidecar(Schemas.demo());

    @AfterEach
    void stop() {
        sidecar.close();
    }

    private void start(String language, String... fields) {
        sidecar.serve(
                ApiConfig.open(new ListenConfig("127.0.0.1", 0, null)),
                new SearchConfig(language, new NamedSections<>(Map.of("Post", List.of(fields)))));
    }

    private List<?> found() {
        return (List<?>) sidecar.send("GET", HARES, null).get("items");
    }

    @Test
    void theFieldsAndTheLanguageAreThoseOfTheStart() {
        start("english", "title");
        sidecar.send("POST", "/v1/models/Post", Map.of("title", "A hare", "status", "ACTIVE"));
        sidecar.send("POST", "/v1/models/Post", Map.of("title", "Hares", "status", "ACTIVE"));
        assertThat(found()).hasSize(2);

        start("simple", "title");
        assertThat(found()).hasSize(1);

        start("english");
        assertThat(sidecar.send("GET", HARES, null).get("detail"))
                .asString()
                .contains("title cannot be searched: no field of Post is chosen");
    }

    @Test
    void aLanguageThatTheDatabaseDoesNotKnowStopsTheStart() {
        assertThatThrownBy(() -> start("klingon", "title"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("search.language is 'klingon'")
                .hasMessageContaining("english");
    }
}
