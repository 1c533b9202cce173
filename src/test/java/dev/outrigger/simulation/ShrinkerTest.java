package dev.outrigger.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.simulation.Step.Action;

import org.junit.jupiter.api.Test;

import java.util.List;

class ShrinkerTest {
    /// The first of these has more than one device, several faults and a crash among its steps.
    private static Scenario aScenarioWithACrash() {
        for (long seed = 0; true; seed++) {
            Scenario scenario = Scenario.of(seed, Generator.EDITING);
            if (actions(scenario).contains(Action.CRASH)
                    && scenario.options().devices() > 2
                    && scenario.options().faults().present().contains(Fault.DUPLICATED)) {
                return scenario;
            }
        }
    }

    private static List<Action> actions(Scenario scenario) {
        return scenario.steps().stream().map(Step::action).toList();
    }

    @Test
    void leavesOnlyWhatTheFailureNeeds() {
        // Given
        Shrinker shrinker =
                new Shrinker(
                        scenario ->
                                scenario.options().devices() > 1
                                        && scenario.options().faults().of(Fault.DUPLICATED) > 0
                                        && actions(scenario).contains(Action.CRASH));

        // When
        Scenario smallest = shrinker.shrink(aScenarioWithACrash());

        // Then
        assertThat(actions(smallest)).containsExactly(Action.CRASH);
        assertThat(smallest.options().devices()).isEqualTo(2);
        assertThat(smallest.options().faults().present()).containsExactly(Fault.DUPLICATED);
    }

    @Test
    void leavesWhatFailsOnlyAsAWhole() {
        // Given
        Scenario failing = aScenarioWithACrash();

        // When
        Scenario smallest = new Shrinker(failing::equals).shrink(failing);

        // Then
        assertThat(smallest).isEqualTo(failing);
    }
}
