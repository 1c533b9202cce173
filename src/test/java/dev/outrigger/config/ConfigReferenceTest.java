package dev.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Holds the commented reference and the operator's table to the keys that there are.
class ConfigReferenceTest {
    private static final Path REFERENCE = Path.of("config/outrigger.yaml");
    private static final Path OPERATING = Path.of("docs/operating.md");

    private static final Pattern COMMENTED_KEY =
            Pattern.compile("^( *)# ( *[A-Za-z0-9]+:(?: .*)?)$", Pattern.MULTILINE);

    @Test
    void theReferenceAsItIsConfiguresASidecar() {
        SidecarConfig config = Told.nothing().yaml(read(REFERENCE)).sidecar();

        assertThat(config.sync()).isEqualTo(SyncConfig.DEFAULT);
    }

    @ParameterizedTest
    @EnumSource(Key.class)
    void theReferenceShowsEveryKeyAsAValueOrAComment(Key key) {
        YamlReader.Reading reading =
                YamlReader.read(new ConfigSources.Yaml("reference", uncommented()));

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.entries())
                .extracting(YamlEntry::path)
                .anyMatch(path -> key.pattern().sectionOf(path).isPresent());
    }

    @ParameterizedTest
    @EnumSource(Key.class)
    void theTableOfTheOperatorHasEveryKey(Key key) {
        assertThat(read(OPERATING)).contains("`" + key.path() + "`");
    }

    private static String uncommented() {
        return COMMENTED_KEY.matcher(read(REFERENCE)).replaceAll("$1$2");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
