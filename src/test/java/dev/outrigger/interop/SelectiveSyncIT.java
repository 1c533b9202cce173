package dev.outrigger.interop;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.AmplifyClient;
import dev.outrigger.testing.AmplifyDevices;
import dev.outrigger.testing.AmplifyRelease;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

import java.util.List;
import java.util.Map;

/// An Amplify client with sync expressions, which are filters of its pulls and subscriptions.
@ForEachRelease
class SelectiveSyncIT {
    private static final String SCHEMA =
            """
            type Task @model {
              id: ID!
              title: String!
              rating: Int
              team: String @index(name: "byTeam", queryField: "tasksByTeam", sortKeyFields: ["due"])
              due: AWSDate
              tags: [String]
            }
            """;
    private static final String TASK = "Task";

    @Parameter AmplifyRelease release;

    private AmplifyDevices devices;
    private OtherWriter other;

    @BeforeParameterizedClassInvocation
    void start() {
        devices = new AmplifyDevices("selective", release, SCHEMA);
        other = new OtherWriter(devices.backend());
    }

    @AfterParameterizedClassInvocation
    void stop() {
        devices.close();
    }

    @Test
    void onlyWhatMatchesIsPulledAndTold() {
        // Given
        String high = task("high", 9, "red");
        String low = task("low", 1, "red");

        // When
        AmplifyClient device = selective("rating", Map.of("rating", Map.of("gt", 5)));

        // Then
        assertThat(device.get(TASK, high)).isNotNull();
        assertThat(device.get(TASK, low)).isNull();

        // When
        String quiet = task("quiet", 2, "red");
        String loud = task("loud", 8, "red");

        // Then
        eventually(() -> assertThat(device.get(TASK, loud)).isNotNull());
        assertThat(device.get(TASK, quiet)).isNull();
        Map<String, ?> filter = Map.of("and", List.of(Map.of("rating", Map.of("gt", 5))));
        assertThat(device.wire().exchanges("syncTasks").getFirst().variables())
                .containsEntry("filter", filter);
        assertThat(device.wire().subscriptions("onCreateTask"))
                .first()
                .extracting("variables")
                .isEqualTo(Map.of("filter", filter));
        assertThat(device.wire().received("error")).isEmpty();
        device.close();
    }

    @Test
    void aChangedExpressionPullsEverythingThatMatchesIt() {
        // Given
        String high = task("high", 7, "blue");
        String low = task("low", 3, "blue");
        AmplifyClient device = selective("changed", Map.of("rating", Map.of("gt", 5)));
        assertThat(device.get(TASK, low)).isNull();

        // When
        device.stop();
        device.setSyncExpressions(Map.of(TASK, Map.of("rating", Map.of("lt", 5))));
        device.start();

        // Then
        assertThat(device.get(TASK, low)).isNotNull();
        assertThat(device.get(TASK, high)).isNotNull();
        assertThat(device.wire().exchanges("syncTasks").getLast().variables())
                .containsEntry("lastSync", 0);
        device.close();
    }

    @Test
    void everyOperatorThatClientsHaveIsUnderstood() {
        // Given
        String wanted = task("alpha", 4, "green");
        String unwanted = task("omega", 4, "green");
        Map<String, ?> expression =
                Map.of(
                        "and",
                        List.of(
                                Map.of("title", Map.of("beginsWith", "al")),
                                Map.of("title", Map.of("ne", "beta")),
                                Map.of("title", Map.of("notContains", "z")),
                                Map.of("rating", Map.of("between", List.of(3, 5))),
                                Map.of("tags", Map.of("contains", "a")),
                                Map.of(
                                        "or",
                                        List.of(
                                                Map.of("rating", Map.of("ge", 4)),
                                                Map.of("rating", Map.of("le", 1)))),
                                Map.of("not", Map.of("team", Map.of("eq", "yellow")))));

        // When
        AmplifyClient device = selective("operators", expression);

        // Then
        assertThat(device.list(TASK)).extracting(task -> task.get("id")).containsExactly(wanted);
        assertThat(device.events("error")).isEmpty();

        // When
        String told = task("almost", 5, "green");

        // Then
        eventually(() -> assertThat(device.get(TASK, told)).isNotNull());
        assertThat(device.get(TASK, unwanted)).isNull();
        device.close();
    }

    private AmplifyClient selective(String name, Map<String, ?> expression) {
        return devices.start(devices.setup(name).with("syncExpressions", Map.of(TASK, expression)));
    }

    private String task(String title, int rating, String team) {
        return other.create(
                TASK,
                Map.of(
                        "title", title,
                        "rating", rating,
                        "team", team,
                        "due", "2026-11-25",
                        "tags", List.of("a", "b")));
    }
}
