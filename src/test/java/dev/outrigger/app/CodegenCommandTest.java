package dev.outrigger.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class CodegenCommandTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @TempDir Path folder;

    @Test
    void writesAClientOfTheDemosSchemaWhereNoneIsGiven() throws Exception {
        int code = run("codegen", "typescript", "--out", folder.resolve("new/src").toString());

        assertThat(code).as(text(errors)).isZero();
        assertThat(text(output)).contains("3 files");
        assertThat(Files.readString(folder.resolve("new/src/models.ts")))
                .contains("export class Post extends outrigger.Model");
        assertThat(Files.readString(folder.resolve("new/src/problems.ts")))
                .contains("| 'item-unknown'");
    }

    @Test
    void readsTheGivenSchema() throws Exception {
        Path schema =
                Files.writeString(folder.resolve("s.graphql"), "type Note @model { id: ID! }");

        int code =
                run("codegen", "python", "--out", folder.toString(), "--schema", schema.toString());

        assertThat(code).as(text(errors)).isZero();
        assertThat(Files.readString(folder.resolve("outrigger_client/models.py")))
                .contains("class Note:");
    }

    @Test
    void saysWhichLanguagesThereAre() {
        int code = run("codegen", "cobol", "--out", folder.toString());

        assertThat(code).isEqualTo(2);
        assertThat(text(errors)).contains("typescript", "python", "java");
    }

    private int run(String... arguments) {
        PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(errors, true, StandardCharsets.UTF_8);
        return CommandTree.execute(new Console(out, err), arguments);
    }

    private static String text(ByteArrayOutputStream written) {
        return written.toString(StandardCharsets.UTF_8);
    }
}
