package dev.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Sections that are called by a name, by the example of the models'.
class NamedSectionsTest {
    private static final ConflictConfig AUTOMERGE = new ConflictConfig.Automerge();
    private static final ConflictConfig OPTIMISTIC = new ConflictConfig.Optimistic();

    @Test
    void eachModelMayRememberForAnotherTime() {
        // When
        Told told =
                backend()
                        .yaml(
                                "backend: {baseTtl: 2d, models: {Post: {deltaTtl: 1h},"
                                        + " Tag: {baseTtl: 0s}}}")
                        .variable("OUTRIGGER_BACKEND_MODELS_NOTE_DELTATTL", "5m");

        // Then
        ModelsConfig models = told.backend().models();
        assertThat(models.of("Post").deltaTtl()).isEqualTo(Duration.ofHours(1));
        assertThat(models.of("Post").baseTtl()).isEqualTo(Duration.ofDays(2));
        assertThat(models.of("Tag").baseTtl()).isZero();
        assertThat(models.of("Note").deltaTtl()).isEqualTo(Duration.ofMinutes(5));
        assertThat(models.of("Other").deltaTtl()).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void aSectionHoldsForItsNameAndTheRestAsBefore() {
        Told told = backend().yaml("backend: {models: {Post: {conflict: optimistic}}}");

        assertThat(conflict(told, "Post")).isEqualTo(OPTIMISTIC);
        assertThat(conflict(told, "Comment")).isEqualTo(AUTOMERGE);
    }

    @Test
    void whatASectionLeavesOutIsAsForAllModels() {
        Told told = backend().yaml("backend: {conflict: optimistic, models: {Post: {}}}");

        assertThat(conflict(told, "Post")).isEqualTo(OPTIMISTIC);
        assertThat(told.backend().models().named().byName()).containsOnlyKeys("Post");
    }

    @Test
    void aVariableBeatsTheFileAndIsEnoughByItself() {
        Told told =
                backend()
                        .yaml("backend: {models: {Post: {conflict: optimistic}}}")
                        .variable("OUTRIGGER_BACKEND_MODELS_POST_CONFLICT", "automerge")
                        .variable("OUTRIGGER_BACKEND_MODELS_BLOG_POST_CONFLICT", "optimistic");

        assertThat(conflict(told, "Post")).isEqualTo(AUTOMERGE);
        assertThat(conflict(told, "Blog_Post")).isEqualTo(OPTIMISTIC);
        assertThat(told.backendWarnings()).isEmpty();
    }

    @Test
    void aNameIsTakenAsItIsSpelledBeforeItIsTakenAsVariablesSpellIt() {
        Told told =
                backend()
                        .yaml(
                                "backend: {models: {post: {conflict: automerge},"
                                        + " Post: {conflict: optimistic}}}");

        assertThat(conflict(told, "Post")).isEqualTo(OPTIMISTIC);
        assertThat(conflict(told, "post")).isEqualTo(AUTOMERGE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "models: {Post: {conflcit: x}} | unknown key backend.models.Post.conflcit;"
                        + " the nearest known one is backend.models.Post.conflict",
                "modles: {Post: {conflict: x}} | unknown key backend.modles.Post.conflict;"
                        + " the nearest known one is backend.models.Post.conflict",
                "models: {Post: automerge} | backend.models.Post is a section, not a value;"
                        + " it takes backend.models.Post.conflict,",
                "models: automerge | backend.models is a section, not a value;"
                        + " it takes backend.models.{Model}.conflict,",
                "models: {Post: {conflict: [a, b]}} | backend.models.Post.conflict takes one"
                        + " value, not a list",
                "models: {'a.b': {conflict: x}} | unknown key backend.models.a.b.conflict;"
                        + " the nearest known one is backend.models.a.conflict",
                "models: {Post: {conflict: merge}} | backend.models.Post.conflict must be"
                        + " automerge, optimistic or webhook:URL",
            })
    void aMistakeIsToldWithItsPlaceAndTheNearestKey(String yaml, String expected) {
        assertThat(backend().yaml("backend: {" + yaml + "}").backendProblems())
                .singleElement()
                .asString()
                .startsWith("outrigger.yaml:1:")
                .contains(expected);
    }

    @Test
    void aVariableOfASectionThatLooksMisspelledIsWarnedOf() {
        Told told = backend().variable("OUTRIGGER_BACKEND_MODELS_POST_CONFLCIT", "x");

        assertThat(told.backendWarnings())
                .containsExactly(
                        "OUTRIGGER_BACKEND_MODELS_POST_CONFLCIT is not a setting and is ignored;"
                                + " the nearest one is OUTRIGGER_BACKEND_MODELS_{MODEL}_CONFLICT");
    }

    @Test
    void aSidecarDoesNotMindTheSectionsOfABackend() {
        Told told = Told.schema().yaml("backend: {models: {Post: {conflict: nonsense}}}");

        assertThat(told.sidecar().replica()).isEqualTo("default");
    }

    @Test
    void namesThatNobodyKnowsComeWithTheNearestThatSomebodyDoes() {
        NamedSections<Integer> sections = new NamedSections<>(Map.of("POST", 1, "Coment", 2));

        assertThat(sections.strangers(List.of("Post", "Comment")))
                .isEqualTo(Map.of("Coment", "Comment"));
    }

    @ParameterizedTest
    @CsvSource({
        "a.{N}.secret, a.b.secret, b",
        "a.{N}.secretFile, a.b.secretFile, b",
        "a.{N}.secret, a.b.secretFile,",
        "a.{N}.secret, a.b.c.secret,",
        "a.{N}.secret, a.secret,",
        "a.{N}, a.b, b",
        "a.b, a.b, ''",
        "a.b, a.c,",
    })
    void aPatternFindsTheNameInAPath(String pattern, String path, String section) {
        assertThat(new KeyPattern(pattern).sectionOf(path).orElse(null)).isEqualTo(section);
    }

    @Test
    void aVariableWritesWhatAShellWouldNotTakeAsUnderscore() {
        KeyPattern pattern = new KeyPattern("a.{N}.secretFile");

        assertThat(pattern.variable("my-company")).isEqualTo("OUTRIGGER_A_MY_COMPANY_SECRETFILE");
        assertThat(pattern.sectionOfVariable("OUTRIGGER_A_MY_COMPANY_SECRETFILE"))
                .contains("MY_COMPANY");
        assertThat(new NamedSections<>(Map.of("my-company", 1)).of("MY_COMPANY")).contains(1);
    }

    private static Told backend() {
        return Told.schema().option(Key.BACKEND_API_KEYS, "--api-key", "k");
    }

    private static ConflictConfig conflict(Told told, String model) {
        return told.backend().models().of(model).conflict();
    }
}
