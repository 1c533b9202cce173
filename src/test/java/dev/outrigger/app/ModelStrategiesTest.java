package dev.outrigger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outrigger.config.ConflictConfig;
import dev.outrigger.config.ModelConfig;
import dev.outrigger.config.ModelsConfig;
import dev.outrigger.config.NamedSections;
import dev.outrigger.conflict.ConflictStrategy;
import dev.outrigger.model.Schema;
import dev.outrigger.testing.TestBackend;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

class ModelStrategiesTest {
    private static final Schema SCHEMA =
            TestBackend.schemaOf("type Post @model { id: ID! } type Comment @model { id: ID! }");

    @Test
    void eachModelOfTheSchemaHasItsStrategy() {
        assertThat(ModelStrategies.of(optimisticFor("POST"), SCHEMA).byModel())
                .isEqualTo(
                        Map.of(
                                "Post", new ConflictStrategy.OptimisticConcurrency(),
                                "Comment", new ConflictStrategy.Automerge()));
    }

    @Test
    void aSectionOfNoModelStopsTheStartAndNamesTheNearest() {
        assertThatThrownBy(() -> ModelStrategies.of(optimisticFor("Coment"), SCHEMA))
                .isInstanceOf(StartFailure.class)
                .hasMessage(
                        "the schema has no model Coment, which backend.models names; the nearest"
                                + " one is Comment");
    }

    private static ModelsConfig optimisticFor(String name) {
        return new ModelsConfig(
                keeping(new ConflictConfig.Automerge()),
                new NamedSections<>(Map.of(name, keeping(new ConflictConfig.Optimistic()))));
    }

    private static ModelConfig keeping(ConflictConfig conflict) {
        return new ModelConfig(conflict, Duration.ofDays(1), Duration.ofDays(1));
    }
}
