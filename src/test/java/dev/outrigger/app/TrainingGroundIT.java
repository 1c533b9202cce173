package dev.outrigger.app;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// What a virtual machine learns from works as everything else does.
class TrainingGroundIT {
    private static final int FEW = 100;

    @TempDir private Path folder;

    @Test
    void whatIsSavedOnOneSidecarOfATrainingReachesTheOther() throws IOException {
        try (Parts parts = new Parts()) {
            TrainingGround ground = TrainingGround.in(folder, parts);

            assertThatCode(() -> ground.run(FEW)).doesNotThrowAnyException();
        }
    }
}
